import { questionWords } from '../data/function-words.js';
import { antecedentAt } from './antecedent.js';
import type { Lexicon } from './lexicon.js';
import { beginsRequest } from './request.js';
import type { TaggedWord } from './tag.js';

/** Steps over what is no instruction: questions, and what somebody says about himself. Gives the index after it. */
export function skipStatement(words: readonly TaggedWord[], index: number, lexicon: Lexicon): number {
  const [text, next] = [words[index]?.text ?? '', words[index + 1]];
  const follower = next?.text ?? '';
  const isQuestion =
    (questionWords.includes(text) && text !== 'when') ||
    (/^(is|are|was|were|does|did|has|am)$/.test(text) && next !== undefined) ||
    (/^(do|have)$/.test(text) && follower === 'you');
  const isStatement =
    (/^(i|we|he|she|they)$/.test(text) &&
      !/^(want|wanna|need|would|should|can|could|must|will|have)$/.test(follower)) ||
    /^(i'm|you're|it's|that's|they're|we're)$/.test(text) ||
    (text === 'there' && /^(is|are|was|were)$/.test(follower)) ||
    (/^(you|it|this|that|he|she)$/.test(text) &&
      /^(are|is|was|were|did|do|does|have|has|am)$/.test(follower) &&
      !isObliged(words, index + 2));
  // "until it is in front of the stove" tells what is to be reached.
  const isAwaited = /^(it|they)$/.test(text) && /^(until|till|so|that)$/.test(words[index - 1]?.text ?? '');
  if (isAwaited || (!isQuestion && !isStatement)) return index;
  const antecedent = antecedentAt(words, index);
  if (antecedent !== null) return antecedent;
  if (isStatement && thinksOf(words, index)) return index + 2;
  let end = index + 1;
  let hasRobot = false;
  while (
    end < words.length &&
    words[end]?.breakBefore !== 'stop' &&
    !(isStatement && words[end]?.breakBefore === 'comma')
  ) {
    // "What action should the robot take to open the drawer?" asks as OpenVLA's prompt does.
    if (end > index + 2 && beginsRequest(words, end, lexicon) !== null) return end;
    if (hasRobot && words[end]?.text === 'to' && words[end + 1]?.classes.has('verb')) return end;
    hasRobot ||= words[end]?.classes.has('robot') === true;
    end += 1;
  }
  return end;
}

/** "I think the bottle should go in the bin": a wish, said as a thought. */
function thinksOf(words: readonly TaggedWord[], index: number): boolean {
  if (!/^(think|guess|believe|suppose|feel)$/.test(words[index + 1]?.text ?? '')) return false;
  const said = words.slice(index + 2, index + 12);
  const end = said.findIndex(({ breakBefore }) => breakBefore !== 'none');
  return said
    .slice(0, end < 0 ? said.length : end)
    .some(({ text }) => /^(should|must|needs?|belongs?)$/.test(text));
}

/** "you have to", "you are supposed to": what is to be done follows. */
function isObliged(words: readonly TaggedWord[], index: number): boolean {
  const [word, next] = [words[index]?.text ?? '', words[index + 1]?.text];
  return (
    word === 'to' || (/^(going|supposed|asked|required|expected|requested)$/.test(word) && next === 'to')
  );
}
