import { chooseByPlace, type PositionOf } from './choose-by-place.js';
import { bodyOffsets } from './data/offsets.js';
import { matchBodies } from './match-bodies.js';
import { type ParsedPhrase, parsePhrase } from './phrase.js';
import { parseBodies, type SceneBody } from './scene-body.js';

/** An object phrase that is to be linked. */
export interface LinkableObject {
  /** e.g. "the top drawer of the cabinet". */
  readonly phrase: string;
  /** The noun that heads it, e.g. "drawer". */
  readonly head: string;
  /** `fixture`: it is opened, pressed or turned on. */
  readonly role: string;
}

/** Which body a phrase means, or why that is not known. */
export type ObjectLink =
  | {
      readonly phrase: string;
      readonly kind: 'linked';
      readonly body: string;
      /** Metres to add to the body's position before labelling [x, y, z]. */
      readonly offset: readonly [x: number, y: number, z: number];
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
}

/**
 * Links object phrases to the bodies of a scene, by name, part, and place at the first frame.
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
export function linkObjects({ objects, bodies, positionOf }: LinkInput): readonly ObjectLink[] {
  const scene = parseBodies(bodies);
  return objects.map(({ phrase, head, role }) => {
    const parsed = parsePhrase(phrase);
    const named = matchBodies(parsed, head, role === 'fixture', scene);
    const isOpen = named.length > 1 && positionOf !== undefined;
    const chosen = isOpen ? chooseByPlace(parsed, named, landmarksOf(parsed, scene), positionOf) : named;
    return linkOf(phrase, parsed, chosen.length > 0 ? chosen : named);
  });
}

function landmarksOf({ landmark }: ParsedPhrase, scene: readonly SceneBody[]): readonly SceneBody[] {
  if (landmark === null) return [];
  return landmark.split(' and ').flatMap((phrase) => {
    const parsed = parsePhrase(phrase);
    return matchBodies(parsed, parsed.words.at(-1) ?? '', false, scene).slice(0, 1);
  });
}

function linkOf(phrase: string, { isTop }: ParsedPhrase, found: readonly SceneBody[]): ObjectLink {
  const [body] = found;
  if (body === undefined) {
    return {
      phrase,
      kind: 'unresolved',
      candidates: [],
      reason: 'no body of the scene has a name that fits',
    };
  }
  if (found.length > 1) {
    const candidates = found.map(({ name }) => name);
    return {
      phrase,
      kind: 'ambiguous',
      candidates,
      reason: 'several bodies fit, and the phrase does not tell which',
    };
  }
  return { phrase, kind: 'linked', body: body.name, offset: offsetOf(body.name, isTop) };
}

/** Metres from a body's origin to the point that a phrase about it means. */
export function offsetOf(body: string, isTop: boolean): readonly [x: number, y: number, z: number] {
  const rule = bodyOffsets.find(({ body: name, isTopOnly }) => name.test(body) && (!isTopOnly || isTop));
  return rule?.offset ?? [0, 0, 0];
}
