import type { Relation } from './data/words.js';
import type { ParsedPhrase } from './phrase.js';
import type { SceneBody } from './scene-body.js';
import { along, type PositionOf, type View } from './view.js';

/** A body whose measure lies within this of another's, metres, cannot be told from it. */
const tie = 0.01;

/** What a metre of height counts against a metre over the table; little, as origins of bodies lie at odd heights. */
const heightWeight = 0.2;

type Point = readonly [number, number, number];

/** What a scene offers to tell bodies apart by. */
export interface Place {
  readonly positionOf: PositionOf;
  readonly view: View;
  /** Points that the phrase names: of the plate in "the bowl next to the plate". */
  readonly landmarks: readonly Point[];
}

/**
 * Chooses among bodies of the same name by the side that the phrase names, or by its landmark.
 *
 * Gives several bodies back where the phrase does not tell them apart.
 */
export function chooseByPlace(
  phrase: ParsedPhrase,
  bodies: readonly SceneBody[],
  place: Place,
): readonly SceneBody[] {
  const points = bodies.map(({ name }) => place.positionOf(name));
  if (points.some((point) => point.some((value) => !Number.isFinite(value)))) return bodies;
  const measures = measure(phrase, points, place);
  return measures === null ? bodies : smallest(bodies, measures);
}

/** One number per body, the smallest for the body that is meant; null where the phrase names no place. */
function measure(phrase: ParsedPhrase, points: readonly Point[], place: Place): readonly number[] | null {
  const { relation } = phrase;
  if (relation !== null && relation !== 'part' && place.landmarks.length > 0) {
    return points.map((point) => relationMeasure(relation, point, place));
  }
  return phrase.side === null
    ? null
    : points.map((point) => sideMeasure(phrase.side, point, points, place.view));
}

function sideMeasure(
  side: ParsedPhrase['side'],
  point: Point,
  all: readonly Point[],
  { right, front }: View,
): number {
  if (side === 'left') return along(point, right);
  if (side === 'right') return -along(point, right);
  if (side === 'back') return along(point, front);
  if (side === 'front') return -along(point, front);
  const mean = (axis: 0 | 1 | 2) => all.reduce((sum, other) => sum + other[axis], 0) / all.length;
  return distance(point, [mean(0), mean(1), mean(2)]);
}

function relationMeasure(
  relation: Exclude<Relation, 'part'>,
  point: Point,
  { landmarks, view }: Place,
): number {
  if (relation === 'between') return detour(point, landmarks);
  return Math.min(...landmarks.map((landmark) => measureFrom(relation, point, landmark, view)));
}

function measureFrom(
  relation: Exclude<Relation, 'part' | 'between'>,
  point: Point,
  landmark: Point,
  { right, front }: View,
): number {
  const far = distance(point, landmark);
  const offset: Point = [point[0] - landmark[0], point[1] - landmark[1], point[2] - landmark[2]];
  const unless = (isThere: boolean) => (isThere ? far : far + 10);
  switch (relation) {
    case 'far':
      return -far;
    case 'behind':
      return unless(along(offset, front) < 0);
    case 'ahead':
      return unless(along(offset, front) > 0);
    case 'left':
      return unless(along(offset, right) < 0);
    case 'right':
      return unless(along(offset, right) > 0);
    case 'under':
      return unless(offset[2] < 0);
    // Of two bodies over the same spot, the lower is in it, the higher on it.
    case 'in':
      return far + offset[2] * heightWeight;
    case 'on':
      return far - offset[2] * heightWeight;
    default:
      return far;
  }
}

/** How much longer the way from one landmark to another is over a point: 0 right between them. */
function detour(point: Point, landmarks: readonly Point[]): number {
  const ways = landmarks.flatMap((first, index) =>
    landmarks
      .slice(index + 1)
      .map((second) => distance(point, first) + distance(point, second) - distance(first, second)),
  );
  const single = landmarks[0] === undefined ? 0 : distance(point, landmarks[0]);
  return ways.length === 0 ? single : Math.min(...ways);
}

/** Metres over the table. */
function distance([x, y]: Point, [a, b]: Point): number {
  return Math.hypot(x - a, y - b);
}

function smallest(bodies: readonly SceneBody[], measures: readonly number[]): readonly SceneBody[] {
  const least = Math.min(...measures);
  return bodies.filter((_, index) => (measures[index] ?? Number.POSITIVE_INFINITY) - least < tie);
}
