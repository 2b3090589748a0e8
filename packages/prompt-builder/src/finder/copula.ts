import { isStance } from './after-noun.js';
import { type Chunk, type Chunking, push, pushVerbBefore } from './chunking.js';

/** "the cup is in the sink" says where, as "go" does. */
export function readCopula({ words, lexicon, chunks }: Chunking, index: number): number | null {
  const isCopula =
    /^(is|are|was|were|goes|go|be|been)$/.test(words[index]?.text ?? '') || isStance(words, index);
  const subject = chunks.at(-1);
  // "so that it stands on the shelf".
  const isOfPronoun = /^(it|they)$/.test(words[index - 1]?.text ?? '') && isStance(words, index);
  if (isOfPronoun && subject?.kind !== 'preposition')
    return push(chunks, { kind: 'verb', verb: { lemma: 'be', kind: 'go' } }, index + 1);
  if (!isCopula || subject?.kind !== 'noun') return null;
  if (isSecondStatement(chunks)) chunks.splice(-1, 1, { kind: 'stop' }, subject);
  // "should be placed on the tray".
  const done = words[index + 1]?.classes.has('past')
    ? lexicon.verbOf(words[index + 1]?.text ?? '')
    : undefined;
  if (done?.kind === 'move') return push(chunks, { kind: 'verb', verb: done }, index + 2);
  // "make sure that the door is closed", as if it were "close the door".
  if (done?.kind === 'operate') return pushVerbBefore(chunks, done, index + 2);
  return push(chunks, { kind: 'verb', verb: { lemma: 'be', kind: 'go' } }, index + 1);
}

/** "the lamp is off and the door is shut": what is said of the door begins with it. */
function isSecondStatement(chunks: readonly Chunk[]): boolean {
  const verb = chunks.findLast(({ kind }) => kind === 'verb');
  return chunks.at(-2)?.kind === 'and' && verb?.kind === 'verb' && verb.verb.lemma === 'be';
}
