import type { ParsedPhrase } from './phrase.js';
import type { SceneBody } from './scene-body.js';

/** Position of a body [x, y, z], world frame up to a common shift, metres. */
export type PositionOf = (body: string) => readonly [x: number, y: number, z: number];

/** A body whose position lies within this of another's, metres, cannot be told from it. */
const tie = 0.01;

/**
 * Chooses among bodies of the same name by the side that the phrase names, or by its landmark.
 *
 * LIBERO's axes: +x is front, +y is right. Gives all bodies back where the phrase does not tell them apart.
 */
export function chooseByPlace(
  phrase: ParsedPhrase,
  bodies: readonly SceneBody[],
  landmarks: readonly SceneBody[],
  positionOf: PositionOf,
): readonly SceneBody[] {
  if (phrase.side !== null) return extreme(bodies, sideMeasure(phrase.side, bodies, positionOf));
  if (landmarks.length === 0) return bodies;
  const places = landmarks.map(({ name }) => positionOf(name));
  const distance = ({ name }: SceneBody) =>
    places.reduce((sum, [x, y]) => sum + Math.hypot(positionOf(name)[0] - x, positionOf(name)[1] - y), 0);
  return extreme(
    bodies.filter((body) => !landmarks.includes(body)),
    distance,
  );
}

function sideMeasure(
  side: Exclude<ParsedPhrase['side'], null>,
  bodies: readonly SceneBody[],
  positionOf: PositionOf,
): (body: SceneBody) => number {
  const place = ({ name }: SceneBody) => positionOf(name);
  const centre = (axis: 0 | 1) => bodies.reduce((sum, body) => sum + place(body)[axis], 0) / bodies.length;
  const measures = {
    left: (body: SceneBody) => place(body)[1],
    right: (body: SceneBody) => -place(body)[1],
    back: (body: SceneBody) => place(body)[0],
    front: (body: SceneBody) => -place(body)[0],
    middle: (body: SceneBody) => Math.hypot(place(body)[0] - centre(0), place(body)[1] - centre(1)),
  };
  return measures[side];
}

/** The bodies with the smallest measure; more than one where the difference is too small to be meant. */
function extreme(bodies: readonly SceneBody[], measure: (body: SceneBody) => number): readonly SceneBody[] {
  const values = bodies
    .map((body) => ({ body, value: measure(body) }))
    .filter(({ value }) => Number.isFinite(value));
  const least = Math.min(...values.map(({ value }) => value));
  return values.filter(({ value }) => value - least < tie).map(({ body }) => body);
}
