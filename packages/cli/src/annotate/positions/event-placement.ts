import { locateErrors } from '@inspire-vla/adapter';
import type { Column, Episode } from '@inspire-vla/dataset';
import {
  findGrasps,
  type GripperOptions,
  positionsFromEvents,
  relationsBetween,
} from '@inspire-vla/direction-labeler';
import type { TaskObject } from '../task-objects.js';
import type { EpisodePlacement } from './placement.js';
import type { StateLayout } from './state-layout.js';

/** How events are read. */
export interface EventRule {
  /** Metres, or `auto`: a twentieth of the extent of the hand's way (docs/labels.md). */
  readonly tolerance: number | 'auto';
  /** Options of the grasps beside those of the layout. */
  readonly gripper: Pick<GripperOptions, 'compatibility'>;
}

/**
 * Takes the positions of a task's objects from where the gripper closed and opened (paper, appendix B).
 *
 * @throws InspireError `GRIPPER_OPTION` for the authors' rule where the layout's numbers grow as the gripper closes.
 */
export async function placeByEvents(
  episode: Episode,
  objects: readonly TaskObject[],
  { position, gripper }: StateLayout,
  { tolerance, gripper: more }: EventRule,
): Promise<EpisodePlacement> {
  const effector = numbers(await episode.column(position.feature), position.columns, episode.length);
  scale(effector, position.metresPerUnit);
  const fingers = numbers(await episode.column(gripper.feature), gripper.columns, episode.length);
  const { signal, closed } = gripper;
  const events = locateErrors(episode.id, () =>
    findGrasps(openingOf(fingers, episode.length), { signal, closed, ...more }),
  );
  const placed = more.compatibility === 'authors' ? objects.map(atRelease) : objects;
  const found = positionsFromEvents({ effector, grasps: events.grasps, objects: placed });
  return {
    from: 'gripper-events',
    objects: found.tracks.map(({ positions, grasped }) => ({
      body: null,
      offset: [0, 0, 0],
      relations: relationsBetween(positions, effector),
      grasped,
      tolerance: tolerance === 'auto' ? found.tolerance : tolerance,
    })),
    problems: [
      ...(isInMetres(effector) ? [] : [{ at: episode.id, message: notMetres }]),
      ...[...events.problems, ...found.problems].map(({ reason, detail, frame }) => ({
        at: frame === null ? episode.id : `${episode.id}, frame ${frame}`,
        message: reason === 'closed-from-start' && signal === 'state' ? `${detail}${otherWay}` : detail,
      })),
    ],
  };
}

/** One number alone does not tell which way it goes, and the wrong way every grasp is where none is. */
const otherWay =
  '; if it is open there, its numbers go the other way: "closed" of a --state-layout FILE.json says so';

const notMetres =
  'the hand moves over more than 10 units, which are hardly metres, so only directions and grasps hold; ' +
  '"metresPerUnit" of a --state-layout FILE.json says what they are';

/** No arm that stands still reaches over 10 m; one that counts in millimetres or less goes beyond in any task. */
function isInMetres(effector: Float64Array): boolean {
  for (const axis of [0, 1, 2]) {
    let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let place = axis; place < effector.length; place += 3) {
      // A comparison with NaN changes nothing.
      if ((effector[place] as number) < lowest) lowest = effector[place] as number;
      if ((effector[place] as number) > highest) highest = effector[place] as number;
    }
    if (highest - lowest > 10) return false;
  }
  return true;
}

/** The published code takes what a thing is put near to for where it is let go; by itself that tells no place. */
function atRelease(object: TaskObject): TaskObject {
  const isBeside = /^(near|by|beside|next to|close to)$/.test(object.preposition ?? '');
  return object.role === 'reference' && isBeside ? { ...object, role: 'destination' } : object;
}

/** Most layouts are in metres, and a pass over all that changes nothing takes as long as one that does. */
function scale(values: Float64Array, factor: number): void {
  if (factor === 1) return;
  for (let place = 0; place < values.length; place += 1) values[place] = (values[place] as number) * factor;
}

/** Some columns of a feature [length × columns], row-major. */
function numbers(values: Column, columns: readonly number[], length: number): Float64Array {
  const width = length === 0 ? 0 : values.length / length;
  const picked = new Float64Array(length * columns.length);
  for (const [place, column] of columns.entries()) {
    if (values instanceof Float32Array) {
      // The type that nearly all have; the loop is compiled for it.
      pick(values, { column, width }, picked, { column: place, width: columns.length });
    } else {
      for (let row = 0; row < length; row += 1) {
        picked[row * columns.length + place] = Number(values[row * width + column]);
      }
    }
  }
  return picked;
}

interface Stride {
  readonly column: number;
  readonly width: number;
}

function pick(values: Float32Array, from: Stride, picked: Float64Array, to: Stride): void {
  const [stepFrom, stepTo] = [from.width, to.width];
  let place = from.column;
  for (let target = to.column; target < picked.length; target += stepTo, place += stepFrom) {
    picked[target] = values[place] as number;
  }
}

/** One number per frame: the column itself, or the difference of two fingers. */
function openingOf(fingers: Float64Array, length: number): Float64Array {
  if (fingers.length === length) return fingers;
  const opening = new Float64Array(length);
  for (let row = 0; row < length; row += 1) {
    opening[row] = Math.abs((fingers[2 * row] as number) - (fingers[2 * row + 1] as number));
  }
  return opening;
}
