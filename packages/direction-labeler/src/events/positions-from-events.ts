import { InspireError } from '@inspire-vla/adapter';
import { upDirection } from '../frame/vectors.js';
import type { Grasp } from '../grasp/judge-closure.js';
import type { Positions } from '../labels/relations-between.js';
import { approachPoint } from './approach-point.js';
import { countGrasps, doubtfulGrasp, withoutFrames } from './doubtful-grasp.js';
import {
  approachProblem,
  effectorGaps,
  noGrasp,
  noMovedObject,
  trackProblems,
  untouched,
} from './event-problems.js';
import type { EventObject, EventProblem, ObjectTrack } from './event-types.js';
import { extentOf } from './extent.js';
import { movedObjects } from './moved-objects.js';
import { shareGrasps } from './share-grasps.js';
import { stepsOf } from './steps.js';
import { constantTrack, emptyTrack, graspTrack, releaseTrack } from './tracks.js';

/** What {@link positionsFromEvents} needs of an episode. */
export interface EventInput {
  /** Positions of the end effector [length × 3], any frame and unit. */
  readonly effector: Positions;
  /** When the gripper holds something; see `findGrasps`. */
  readonly grasps: readonly Grasp[];
  /** The instruction's objects, in order of mention. */
  readonly objects: readonly EventObject[];
  /**
   * What an episode without any grasp tells of the first moved object: `approach-point` (default) puts it where the
   * effector turns or stops in its last approach, `none` leaves it unlabelled.
   */
  readonly withoutGrasp?: 'approach-point' | 'none';
  /** Which way is up in the effector's frame, of any length, for the approach point; default +z. */
  readonly up?: readonly [number, number, number];
}

/** Where objects are, as far as gripper events tell. */
export interface EventPositions {
  /** One per object, in the same order. */
  readonly tracks: readonly ObjectTrack[];
  /**
   * How far these positions may be off, in the effector's unit: a twentieth of the extent of its way. The hand's
   * position stands in for the object's, whose middle is some centimetres from where it is held. Give it to
   * `labelRelations` to leave frames unlabelled in which that decides.
   */
  readonly tolerance: number;
  /** What could not be told, or was told by a weaker rule. Never thrown. */
  readonly problems: readonly EventProblem[];
}

/**
 * Object positions of an episode without a simulator, from what the gripper did (paper, appendix B, generalised).
 *
 * The moved objects are the targets, or where there is none the fixtures (a drawer that is opened). The k-th grasp
 * belongs to the k-th of them, or of targets and fixtures where there are as many grasps as both together. Before a
 * grasp the object is where it will be grasped, while held it moves with the effector, after the last release it
 * rests where it was released; the destination that follows it in the instruction is there too. A destination that is
 * moved later (`earlier`) is taken where the instruction names it again. A grasp after a drop,
 * and grasps beyond the number of objects, take up the same object again. A doubtful grasp counts only where there is an
 * object for it; otherwise the first one that is taken is unknown in its frames. What nobody touches is unknown (NaN). An
 * episode without a grasp follows `withoutGrasp`.
 *
 * @throws InspireError `EVENT_SPANS` for an effector that is no [length × 3], or grasps outside the episode or out
 * of order, `FRAME_ROTATION` for an `up` without a direction.
 *
 * @example
 * ```ts
 * import { createLabeler, findGrasps, positionsFromEvents, relationsBetween } from '@inspire-vla/direction-labeler';
 *
 * const effector = Float64Array.from([0, 0, 3, 0, 0, 2, 0, 0, 1, 1, 0, 1, 2, 0, 1, 3, 0, 1, 3, 0, 2]);
 * const { grasps } = findGrasps([80, 80, 30, 30, 30, 80, 80]);
 * const objects = [
 *   { phrase: 'the cup', role: 'target' },
 *   { phrase: 'the tray', role: 'destination' },
 * ] as const;
 * const { tracks } = positionsFromEvents({ effector, grasps, objects });
 *
 * const labeler = createLabeler();
 * const words = tracks.map(({ positions, grasped }) => {
 *   const codes = labeler.labelRelations({ relations: relationsBetween(positions, effector), grasped });
 *   return Array.from(codes, (code) => labeler.vocabulary.answers[code] ?? '').join(' ');
 * });
 * console.log(words[0]); // down down grasped grasped grasped  down
 * console.log(words[1]); // front front front front front  down
 * ```
 */
export function positionsFromEvents(input: EventInput): EventPositions {
  const { effector, grasps, objects, up } = input;
  const length = effector.length / 3;
  checkSpans(length, grasps);
  // A wrong option is wrong in every episode, not only in those that need it.
  if (up !== undefined) upDirection(up);
  const steps = stepsOf(objects);
  const moved = movedObjects(steps);
  if (grasps.length === 0) return withoutGrasps(input, steps[moved[0] ?? -1]?.index, length);
  const { counted, leftOut } = countGrasps(grasps, moved.length);
  const { groups, releases } = shareGrasps(steps, moved, { grasps: counted, effector });
  const tracks = objects.map(({ phrase }, index) => {
    const group = groups.get(index);
    return group === undefined
      ? releaseTrack(phrase, releases.get(index) ?? [], effector)
      : graspTrack(phrase, group, effector);
  });
  const [firstTaken] = groups.keys();
  // Held, it would be taken up again where it waits afterwards either way: only these frames are in doubt.
  const isDoubted = (index: number) => leftOut !== null && index === firstTaken;
  return {
    tracks: tracks.map((track, index) =>
      leftOut !== null && isDoubted(index) ? withoutFrames(track, leftOut) : track,
    ),
    tolerance: toleranceOf(effector),
    problems: [
      ...effectorGaps(effector),
      ...(leftOut === null
        ? []
        : objects.filter((_, index) => isDoubted(index)).map(({ phrase }) => doubtfulGrasp(phrase, leftOut))),
      ...(moved.length === 0 ? [noMovedObject(grasps)] : []),
      ...tracks.flatMap((track, index) => trackProblems(track, objects[index], groups.get(index))),
    ],
  };
}

function withoutGrasps(input: EventInput, moved: number | undefined, length: number): EventPositions {
  const { effector, objects, withoutGrasp = 'approach-point' } = input;
  const point = withoutGrasp === 'none' ? null : approachPoint(effector, input.up);
  const touched = point === null ? undefined : moved;
  const tracks = objects.map(({ phrase }, index) =>
    point !== null && index === touched
      ? constantTrack(phrase, point.frame, effector)
      : emptyTrack(phrase, length),
  );
  const approached =
    touched === undefined ? [] : [approachProblem(objects[touched]?.phrase ?? null, point?.frame)];
  return {
    tracks,
    tolerance: toleranceOf(effector),
    problems: [
      ...effectorGaps(effector),
      noGrasp,
      ...approached,
      ...objects.flatMap(({ phrase }, index) => (index === touched ? [] : [untouched(phrase)])),
    ],
  };
}

function toleranceOf(effector: Positions): number {
  const extent = extentOf(effector);
  return Number.isFinite(extent) ? extent / 20 : 0;
}

function checkSpans(length: number, grasps: readonly Grasp[]): void {
  let last = 0;
  for (const { start, end } of grasps) {
    if (start < last || end < start || end > length)
      throw spansError(`frames ${start} to ${end} of ${length}`);
    last = end;
  }
  if (!Number.isInteger(length)) throw spansError(`${length * 3} effector coordinates`);
}

function spansError(what: string): InspireError {
  return new InspireError({
    code: 'EVENT_SPANS',
    message: `effector and grasps do not fit: ${what}`,
    at: 'positionsFromEvents',
    fix: 'give three coordinates per frame, and grasps in order of time within the episode',
  });
}
