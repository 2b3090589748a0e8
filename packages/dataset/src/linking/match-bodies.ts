import { colours, drawerLevels, drawerWords, packages, synonyms } from './data/words.js';
import type { ParsedPhrase } from './phrase.js';
import type { SceneBody } from './scene-body.js';
import { singular } from './scene-body.js';

/**
 * The bodies whose names fit a phrase best; several where the names do not tell them apart.
 *
 * @param head - the noun that heads the phrase.
 * @param isOperated - whether the object is opened, pressed or turned on.
 */
export function matchBodies(
  phrase: ParsedPhrase,
  head: string,
  isOperated: boolean,
  bodies: readonly SceneBody[],
): readonly SceneBody[] {
  if (head === 'drawer') return matchDrawer(phrase, bodies);
  const found = bestByName(phrase, singular(head), onePerObject(bodies));
  return found.length > 0
    ? found.map((body) => preferPart(body, phrase, isOperated, bodies))
    : matchPart(phrase, head, bodies);
}

function onePerObject(bodies: readonly SceneBody[]): readonly SceneBody[] {
  const byObject = new Map<string, SceneBody>();
  for (const body of bodies)
    if (body.part === 'main' || !byObject.has(body.object)) byObject.set(body.object, body);
  return [...byObject.values()];
}

/** Drawers are parts of a cabinet; which one, the phrase says. */
function matchDrawer(phrase: ParsedPhrase, bodies: readonly SceneBody[]): readonly SceneBody[] {
  const level = drawerLevel(phrase);
  const parts = bodies.filter(({ part }) =>
    level === undefined ? drawerLevels.includes(part) : part === level,
  );
  const drawers = parts.length > 0 ? parts : bodies.filter(({ words }) => words.includes('drawer'));
  const told = phrase.words.filter((word) => word !== 'drawer' && word !== 'cabinet');
  const fitting = drawers.filter(({ words }) => told.every((word) => words.includes(word)));
  if (fitting.length > 0) return fitting;
  return phrase.colours.length > 0 ? [] : drawers;
}

/** "the second drawer from the top", "the bottom drawer". */
function drawerLevel({ all }: ParsedPhrase): string | undefined {
  const word = all.find((candidate) => Object.hasOwn(drawerWords, candidate));
  const level = word === undefined ? undefined : drawerWords[word];
  if (level === undefined) return undefined;
  const isFromBottom = /^(first|second|third)$/.test(word ?? '') && all.includes('bottom');
  return drawerLevels[isFromBottom ? 2 - level : level];
}

/** "the door of the microwave": a part whose body has that name. */
function matchPart(
  { owner, words }: ParsedPhrase,
  head: string,
  bodies: readonly SceneBody[],
): readonly SceneBody[] {
  return bodies.filter(
    (body) =>
      body.part.includes(head) &&
      (owner === null || body.words.some((word) => words.includes(word) || owner.split(' ').includes(word))),
  );
}

function bestByName(phrase: ParsedPhrase, head: string, bodies: readonly SceneBody[]): readonly SceneBody[] {
  const scored = bodies.map((body) => ({ body, score: scoreName(phrase, head, body.words) }));
  const best = Math.max(0, ...scored.map(({ score }) => score));
  return best === 0 ? [] : scored.filter(({ score }) => score === best).map(({ body }) => body);
}

/**
 * How well a name fits: one per word that it shares with the phrase, a tenth less for each colour that it adds to
 * those of the phrase, a hundredth more for each word that is no synonym. 0 is no fit.
 */
function scoreName(phrase: ParsedPhrase, head: string, name: readonly string[]): number {
  const isNamed = (word: string) => name.includes(word);
  const isMeant = (word: string) => isNamed(word) || synonymsOf(word).some(isNamed);
  const matched = phrase.words.filter(isMeant);
  const isPacked = packages.includes(head) && matched.some((word) => !colours.includes(word));
  if (!isMeant(head) && !isPacked && matched.length < 2) return 0;
  if (phrase.colours.some((colour) => !isMeant(colour))) return 0;
  const isCovered = (word: string) =>
    phrase.words.some((own) => own === word || synonymsOf(own).includes(word));
  const added =
    phrase.colours.length === 0 ? [] : name.filter((word) => colours.includes(word) && !isCovered(word));
  const exact = phrase.words.filter(isNamed).length;
  return matched.length - added.length / 10 + exact / 100;
}

/** A stove is pressed at its button and used at its burner. */
function preferPart(
  body: SceneBody,
  phrase: ParsedPhrase,
  isOperated: boolean,
  bodies: readonly SceneBody[],
): SceneBody {
  const part = (name: string) => bodies.find((other) => other.object === body.object && other.part === name);
  if (phrase.words.includes('button') || phrase.words.includes('knob') || isOperated)
    return part('button') ?? body;
  return part('burner') ?? body;
}

function synonymsOf(word: string): readonly string[] {
  return Object.hasOwn(synonyms, word) ? (synonyms[word] ?? []) : [];
}
