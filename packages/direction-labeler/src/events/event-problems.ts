import type { Grasp } from '../grasp/judge-closure.js';
import type { Positions } from '../labels/relations-between.js';
import type { EventObject, EventProblem, ObjectTrack } from './event-types.js';

/** Reports an episode in which the gripper holds nothing. */
export const noGrasp: EventProblem = {
  reason: 'no-grasp',
  phrase: null,
  frame: null,
  detail: 'the gripper holds nothing in this episode',
};

/** What is to be told of one object's track. */
export function trackProblems(
  track: ObjectTrack,
  object: EventObject | undefined,
  group: readonly Grasp[] | undefined,
): readonly EventProblem[] {
  const { phrase, source } = track;
  if (source !== null) return [...regrasps(phrase, group ?? []), ...unknownRest(track)];
  if (object?.role !== 'destination') return [untouched(phrase)];
  const detail = `nothing is released at "${phrase}", so it stays unlabelled`;
  return [{ reason: 'destination-unknown', phrase, frame: null, detail }];
}

function regrasps(phrase: string, group: readonly Grasp[]): readonly EventProblem[] {
  const [, second] = group;
  if (second === undefined) return [];
  const detail = `"${phrase}" is grasped ${group.length} times`;
  return [{ reason: 'regrasped', phrase, frame: second.start, detail }];
}

/** While nobody holds it, an object rests at a finite place, unless the effector's positions around it are missing. */
function unknownRest({ phrase, positions, grasped }: ObjectTrack): readonly EventProblem[] {
  const frame = grasped.findIndex((flag, at) => flag === 0 && !Number.isFinite(positions[at * 3]));
  if (frame < 0) return [];
  const detail = `the effector's positions do not tell where "${phrase}" rests from frame ${frame} on`;
  return [{ reason: 'rest-unknown', phrase, frame, detail }];
}

/** Reports an object that no event touches. */
export function untouched(phrase: string): EventProblem {
  return {
    reason: 'untouched',
    phrase,
    frame: null,
    detail: `the gripper never touches "${phrase}", so it stays unlabelled`,
  };
}

/** Reports that an object's place is that of the last approach. */
export function approachProblem(phrase: string | null, frame: number | undefined): EventProblem {
  const detail = `"${phrase}" is taken to be where the effector ends its last approach, at frame ${frame}`;
  return { reason: 'approach-point', phrase, frame: frame ?? null, detail };
}

/** Reports grasps that belong to no object. */
export function noMovedObject(grasps: readonly Grasp[]): EventProblem {
  const detail = 'the gripper holds something, but the instruction names nothing that is moved';
  return { reason: 'no-moved-object', phrase: null, frame: grasps[0]?.start ?? null, detail };
}

/** Reports positions that are not finite, if any. */
export function effectorGaps(effector: Positions): readonly EventProblem[] {
  let gaps = 0;
  for (let place = 0; place < effector.length; place += 1) {
    if (!Number.isFinite(effector[place] as number)) gaps += 1;
  }
  if (gaps === 0) return [];
  const detail = `${gaps} of ${effector.length} effector coordinates are not finite; labels there are missing`;
  return [{ reason: 'effector-gaps', phrase: null, frame: null, detail }];
}
