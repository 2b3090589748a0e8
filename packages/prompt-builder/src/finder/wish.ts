import type { Lexicon } from './lexicon.js';
import type { TaggedWord } from './tag.js';

const who = '(?:you|u|i|we|one|someone|(?:the |a )?robots?)';
const may = '(?:would|could|can|should|do|does|might|must|shall)';

/** Questions and statements that ask for something to be done, up to the verb of what is to be done. */
const wishes: readonly RegExp[] = [
  /^(?:is|would|will) (?:it|that) (?:be )?(?:at all |still |even )?(?:possible|ok|okay|fine|alright|feasible) (?:for (?:you|the robot|us|me) )?to /,
  /^(?:is|would|will) (?:it|that) (?:be )?(?:at all |still |even )?(?:possible|ok|okay|fine|alright) if (?:you|u|we) (?:could |can )?/,
  /^(?:is there )?(?:any|a|some) (?:way|chance|possibility) (?:of |to |that )?(?:(?:you|u|we|i|the robot) (?:can |could |might |would )?)?(?:to )?/,
  /^(?:are|r) (?:you|u) able to /,
  /^do (?:you|u) (?:think|suppose|reckon) (?:that )?(?:you|u|we) (?:can|could|might) /,
  /^do (?:you|u) mind /,
  /^why (?:don't|dont|not|do not) (?:you |u |we )?(?:just )?/,
  /^(?:how|what) about (?:(?:you|we) (?:just )?)?/,
  /^what if (?:you|we|the robot) /,
  // "the goal is to open the door".
  /^(?:the|your|our|my) (?:\w+ )?(?:goal|aim|task|job|objective|mission|purpose|idea|plan|step|challenge) (?:here |now )?(?:is|was|will be) (?:for you |for the robot )?to /,
];

/** The same, where only what stands there is meant: "how do you fold a towel" asks for knowledge. */
const instructions: readonly RegExp[] = [
  new RegExp(`^how (?:${may} ${who} |to )(?:best |go about )?`),
  new RegExp(`^(?:do|can) ${who} (?:know|tell me|show me|explain) how to `),
  new RegExp(
    `^what (?:\\w+ )?(?:${may} )?(?:${who} )?(?:\\w+ ){0,4}(?:do|done|needed|required|necessary|take) to `,
  ),
  /^what(?:'s| is| would be) the (?:\w+ )?(?:way|method|procedure) (?:to|of|for) /,
];

/** The longest of these beginnings has so many words. */
const longestBeginning = 12;

/**
 * Steps over the beginning of what asks for something to be done: "is it possible to" before "fit the box
 * under the bed". Gives the index of the verb; the index itself where no such words begin.
 */
export function skipWish(words: readonly TaggedWord[], index: number, lexicon: Lexicon): number {
  if (
    !/^(is|are|r|do|can|would|will|why|how|what|what's|any|the|your|our|my)$/.test(words[index]?.text ?? '')
  )
    return index;
  const spoken = `${textFrom(words, index, longestBeginning)} `;
  const wish = wishes.find((pattern) => pattern.test(spoken));
  const instruction = instructions.find((pattern) => pattern.test(spoken));
  const beginning = (wish ?? instruction)?.exec(spoken)?.[0].trim();
  if (beginning === undefined) return index;
  const verb = index + beginning.split(' ').length;
  const kind = lexicon.verbOf(words[verb]?.text ?? '')?.kind;
  if (kind === undefined || kind === 'talk') return index;
  return wish !== undefined || namesThing(words, verb) ? verb : index;
}

/** Words of one clause with single spaces. */
function textFrom(words: readonly TaggedWord[], index: number, longest: number): string {
  const list = words.slice(index, index + longest);
  const end = list.findIndex(({ breakBefore }, place) => place > 0 && breakBefore !== 'none');
  return list
    .slice(0, end < 0 ? list.length : end)
    .map(({ text }) => text)
    .join(' ');
}

/** Whether the verb acts on something that is there: "the lid", "this one". */
function namesThing(words: readonly TaggedWord[], verb: number): boolean {
  return words
    .slice(verb + 1, verb + 4)
    .some(({ text }) => /^(the|this|that|these|those|my|your|its|both|all)$/.test(text));
}
