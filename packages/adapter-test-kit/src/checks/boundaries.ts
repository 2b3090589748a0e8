import { type EncodedPlan, encodePrompt, type Plan, type Tokenizer } from '@inspire-vla/adapter';
import { claim, isSame, show } from '../nonconforming.js';
import { emptiedFrom, plansFor } from '../plans.js';
import type { Subject } from '../subject.js';
import type { CheckDefinition } from './definition.js';

/** Whether texts that were encoded apart have the ids of the text that they make together. */
export const boundaryChecks: readonly CheckDefinition[] = [
  {
    name: 'token-boundaries',
    claim: 'pieces before the action have, together, the ids that the tokenizer gives their whole text',
    capability: 'token-boundaries',
    run: (subject) => subject.forAll(plansFor(subject), (plan) => checkBoundaries(subject, plan)),
  },
];

/** Looks up to the action: its ids need be no text at all. */
function checkBoundaries({ adapter, options: { tokenizer } }: Subject, plan: Plan): void {
  const prompt = encodePrompt(adapter, emptiedFrom(plan, plan.turns.length - 1));
  betweenPictures(prompt).forEach((ids, pictures) => {
    for (const stretch of stretchesOf(ids, tokenizer)) checkStretch(stretch, pictures > 0, tokenizer);
  });
}

function checkStretch(stretch: readonly number[], isBehindPicture: boolean, tokenizer: Tokenizer): void {
  const text = tokenizer.decode(stretch);
  const apart = withoutSpaces(stretch, tokenizer);
  const readings = readingsOf(text, isBehindPicture, tokenizer).map((ids) => withoutSpaces(ids, tokenizer));
  const [together = []] = readings;
  const differs = apart.findIndex((id, index) => id !== together[index]);
  const at = differs < 0 ? apart.length : differs;
  claim(
    readings.some((ids) => isSame(apart, ids)),
    () =>
      `${textsAt(apart, at, tokenizer)} in the layout is ${textsAt(together, at, tokenizer)} to the tokenizer, ` +
      `which sees the whole text ${show(text)}`,
    'end pieces where the tokenizer splits the whole text as well, or skip token-boundaries with the reason, ' +
      'e.g. that the reference encodes its turns apart',
  );
}

/** What the tokenizer makes of a text; behind a picture, SentencePiece may put a space in front of it or not. */
function readingsOf(
  text: string,
  isBehindPicture: boolean,
  tokenizer: Tokenizer,
): readonly (readonly number[])[] {
  const alone = tokenizer.encode(text);
  if (!isBehindPicture) return [alone];
  return [alone, tokenizer.encode(`\n${text}`).slice(tokenizer.encode('\n').length)];
}

/** Cuts ids where pictures enter: no tokenizer joins what stands on both sides of one. */
function betweenPictures({ ids, images }: EncodedPlan): readonly (readonly number[])[] {
  const places = images.map(({ position }) => position).sort((one, other) => one - other);
  return [0, ...places].map((start, index) => ids.slice(start, places[index]));
}

/** Cuts ids at those that stand for no text, such as control tokens that the tokenizer does not have. */
function stretchesOf(ids: readonly number[], tokenizer: Tokenizer): readonly (readonly number[])[] {
  const stretches: number[][] = [[]];
  for (const id of ids) {
    if (isText(id, tokenizer)) stretches.at(-1)?.push(id);
    else stretches.push([]);
  }
  return stretches.filter(({ length }) => length > 0);
}

function isText(id: number, tokenizer: Tokenizer): boolean {
  // What is no id is for `spans-cover` to report.
  if (!Number.isInteger(id) || id < 0) return false;
  const text = tokenizer.decode([id]);
  if (text === '' || text.includes('\ufffd')) return false;
  // An id beyond the vocabulary reads `<unk>`, whose own id is another. "An" inside of a word is not "An" at its
  // beginning, so it is looked for at both places.
  const [own, ...more] = tokenizer.encode(text);
  return more.length > 0 || own === id || tokenizer.encode(`\n${text}`).includes(id);
}

/** SentencePiece puts a space in front of every text, which a decoded one may already have. */
function withoutSpaces(ids: readonly number[], tokenizer: Tokenizer): readonly number[] {
  return ids.filter((id) => tokenizer.decode([id]).trim() !== '' || tokenizer.decode([id]).includes('\n'));
}

function textsAt(ids: readonly number[], at: number, tokenizer: Tokenizer): string {
  const near = ids.slice(at, at + 3);
  return `${show(near.map((id) => tokenizer.decode([id])))} (ids ${near.join(', ')})`;
}
