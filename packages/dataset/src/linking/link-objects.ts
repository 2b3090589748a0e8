import { chooseByPlace } from './choose-by-place.js';
import { bodyOffsets } from './data/offsets.js';
import { matchBodies } from './match-bodies.js';
import { type ParsedPhrase, parsePhrase } from './phrase.js';
import { isScenery, parseBodies, type SceneBody } from './scene-body.js';
import { liberoView, type PositionOf, type View } from './view.js';

/** An object phrase that is to be linked. */
export interface LinkableObject {
  /** e.g. "the top drawer of the cabinet". */
  readonly phrase: string;
  /** The noun that heads it, e.g. "drawer". */
  readonly head: string;
  /** `fixture`: it is opened, pressed or turned on. */
  readonly role: string;
  /** Words of the preposition before it: what goes "on" a cabinet goes on top of it. */
  readonly preposition?: string;
}

/** What tells which body is meant: its name, its place at the first frame, or the task's list of objects. */
export type Evidence = 'name' | 'place' | 'task';

/** Which body a phrase means, or why that is not known. */
export type ObjectLink =
  | {
      readonly phrase: string;
      readonly kind: 'linked';
      readonly body: string;
      /** Metres to add to the body's position before labelling [x, y, z]. */
      readonly offset: readonly [x: number, y: number, z: number];
      /** Left out where a user says which body it is. */
      readonly evidence?: Evidence;
    }
  | {
      readonly phrase: string;
      readonly kind: 'unresolved' | 'ambiguous';
      /** Bodies that may be meant. */
      readonly candidates: readonly string[];
      readonly reason: string;
    };

/** What {@link linkObjects} is given. */
export interface LinkInput {
  readonly objects: readonly LinkableObject[];
  /** Names of the scene's bodies. */
  readonly bodies: readonly string[];
  /** Positions at the episode's first frame; without them, bodies of the same name stay ambiguous. */
  readonly positionOf?: PositionOf;
  /** Where left, right, front and back point; default LIBERO's. */
  readonly view?: View;
  /** Objects that the task is about, e.g. `butter_2`, from {@link readObjectsOfInterest}. */
  readonly objectsOfInterest?: readonly string[];
}

/**
 * Links object phrases to the bodies of a scene, by name, part, place at the first frame, and the task's list.
 *
 * Nothing is guessed: a phrase that fits no body, or several, is given back as such with its candidates.
 *
 * @returns one link per object, in order.
 *
 * @example
 * ```ts
 * import { linkObjects } from '@inspire-vla/dataset';
 *
 * const [link] = linkObjects({
 *   objects: [{ phrase: 'the black bowl', head: 'bowl', role: 'target' }],
 *   bodies: ['table', 'akita_black_bowl_1_main', 'plate_1_main'],
 * });
 * console.log(link?.kind === 'linked' && link.body); // akita_black_bowl_1_main
 * ```
 */
export function linkObjects(input: LinkInput): readonly ObjectLink[] {
  const scene = parseBodies(input.bodies);
  return input.objects.map((object) => {
    const parsed = parsePhrase(object.phrase);
    const named = matchBodies(parsed, object.head, object.role === 'fixture', scene);
    const { bodies, evidence } = choose(parsed, named, scene, input);
    const isOn =
      object.role === 'destination' &&
      /^(back |over |up )?(on|onto|on to|atop)$/.test(object.preposition ?? '');
    return linkOf(object.phrase, { ...parsed, isTop: parsed.isTop || isOn }, bodies, evidence);
  });
}

interface Choice {
  readonly bodies: readonly SceneBody[];
  readonly evidence: Evidence;
}

/** Names first, then the place that the phrase names, then what the task says it is about. */
function choose(
  parsed: ParsedPhrase,
  named: readonly SceneBody[],
  scene: readonly SceneBody[],
  { positionOf, view = liberoView, objectsOfInterest = [], bodies }: LinkInput,
): Choice {
  if (named.length < 2) return { bodies: named, evidence: 'name' };
  if (positionOf !== undefined) {
    const marks = landmarksOf(parsed, scene, bodies);
    const landmarks = marks.map((name) => positionOf(name));
    const others = named.filter(({ name }) => !marks.includes(name));
    const placed = chooseByPlace(parsed, others.length > 0 ? others : named, { positionOf, view, landmarks });
    if (placed.length === 1) return { bodies: placed, evidence: 'place' };
  }
  const ofInterest = named.filter(({ object, name }) =>
    objectsOfInterest.some((own) => own === object || own === name),
  );
  return ofInterest.length === 1
    ? { bodies: ofInterest, evidence: 'task' }
    : { bodies: named, evidence: 'name' };
}

/** Bodies that the place in a phrase names; the table and the robot can be named too. */
function landmarksOf(
  { landmarks }: ParsedPhrase,
  scene: readonly SceneBody[],
  bodies: readonly string[],
): readonly string[] {
  return landmarks.flatMap((phrase) => {
    const parsed = parsePhrase(phrase);
    const head = parsed.all.includes('drawer') ? 'drawer' : (parsed.words.at(-1) ?? '');
    const found = matchBodies(parsed, head, false, scene).map(({ name }) => name);
    return found.length > 0
      ? found
      : bodies.filter((body) => isScenery(body) && isNamedBy(body, parsed.words));
  });
}

/** "table center" and "the robot" name `main_table` and `robot0_base`. */
function isNamedBy(body: string, words: readonly string[]): boolean {
  return words.includes('robot') ? body === 'robot0_base' : words.includes('table') && /table$/.test(body);
}

function linkOf(
  phrase: string,
  { isTop, isPlural }: ParsedPhrase,
  found: readonly SceneBody[],
  evidence: Evidence,
): ObjectLink {
  const [body] = found;
  if (body === undefined) {
    const reason = 'no body of the scene has a name that fits';
    return { phrase, kind: 'unresolved', candidates: [], reason };
  }
  if (found.length > 1) {
    const candidates = found.map(({ name }) => name);
    const reason = isPlural
      ? 'it means several bodies'
      : 'several bodies fit, and the phrase does not tell which';
    return { phrase, kind: 'ambiguous', candidates, reason };
  }
  return { phrase, kind: 'linked', body: body.name, offset: offsetOf(body.name, isTop), evidence };
}

/** Metres from a body's origin to the point that a phrase about it means. */
export function offsetOf(body: string, isTop: boolean): readonly [x: number, y: number, z: number] {
  const rule = bodyOffsets.find(({ body: name, isTopOnly }) => name.test(body) && (!isTopOnly || isTop));
  return rule?.offset ?? [0, 0, 0];
}
