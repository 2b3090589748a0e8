import type { InspireError } from '@inspire-vla/adapter';
import type { Episode } from '@inspire-vla/dataset';
import { type GripperOptions, type Labeler, unlabelled } from '@inspire-vla/direction-labeler';
import type { Problem } from './metadata.js';
import { placeByEvents } from './positions/event-placement.js';
import { type EpisodePlacement, type ObjectPlacement, unknownPlacement } from './positions/placement.js';
import type { RecordedBodies } from './positions/recorded-bodies.js';
import { placeByRecord } from './positions/recorded-placement.js';
import { placeByScene } from './positions/scene-placement.js';
import type { StateLayout } from './positions/state-layout.js';
import type { TaskObject } from './task-objects.js';

/** Labels of one object over an episode. */
export interface ObjectLabels extends Omit<ObjectPlacement, 'grasped' | 'answered' | 'tolerance'> {
  /** Label codes [length]; `unlabelled` where the position is unknown. */
  readonly codes: Uint16Array;
}

/** What annotation adds to one episode. */
export interface EpisodeAnnotation {
  /** In the task's order of objects. */
  readonly objects: readonly ObjectLabels[];
  /** Where the positions were taken from. */
  readonly positions: EpisodePlacement['from'];
  readonly problems: readonly Problem[];
}

/** How positions are found and named. */
export interface AnnotationRule {
  readonly labeler: Labeler;
  /** Whether positions come from gripper events even where the source knows a scene. */
  readonly isByEvents: boolean;
  /** The bodies of the source's own annotation, where that says where objects are if no scene is known; else null. */
  readonly recordedBodies: RecordedBodies | null;
  /** The error for an episode without a scene, where positions may come from nothing else; null where they may. */
  readonly withoutScene: ((at: string) => Promise<InspireError>) | null;
  /** For positions by gripper events; null where it is not known. */
  readonly stateLayout: StateLayout | null;
  /** Of positions by gripper events: metres, or `auto`. */
  readonly eventTolerance: number | 'auto';
  /** Further options of the grasps that gripper events are. */
  readonly gripper: Pick<GripperOptions, 'compatibility'>;
}

/** Finds where a task's objects are, and labels every frame. */
export async function annotateEpisode(
  episode: Episode,
  objects: readonly TaskObject[],
  rule: AnnotationRule,
): Promise<EpisodeAnnotation> {
  const { objects: placements, from, problems } = await place(episode, objects, rule);
  return {
    objects: placements.map(({ grasped, answered, tolerance, ...placement }) => {
      const codes = rule.labeler.labelRelations({ relations: placement.relations, grasped, tolerance });
      return { ...placement, codes: answered === undefined ? codes : onlyAnswered(codes, answered) };
    }),
    positions: from,
    problems: from === 'scene' ? problems : [...problems, ...unusedBodies(episode, objects)],
  };
}

/** Without a scene there are no bodies, and one that the user gives would be taken for followed. */
function unusedBodies({ id }: Episode, objects: readonly TaskObject[]): readonly Problem[] {
  return objects.flatMap(({ phrase, body }) =>
    body === null
      ? []
      : [
          {
            at: id,
            message: `"${phrase}" is not followed as the body ${body}: positions come from no scene`,
          },
        ],
  );
}

function onlyAnswered(codes: Uint16Array, answered: Uint8Array): Uint16Array {
  return codes.map((code, frame) => (answered[frame] === 0 ? unlabelled : code));
}

async function place(
  episode: Episode,
  objects: readonly TaskObject[],
  { isByEvents, recordedBodies, withoutScene, stateLayout, eventTolerance, gripper }: AnnotationRule,
): Promise<EpisodePlacement> {
  const scene = isByEvents ? null : await episode.scene();
  if (scene !== null) return placeByScene(episode, objects, scene);
  if (withoutScene !== null) throw await withoutScene(episode.id);
  const recorded = recordedBodies === null ? null : await placeByRecord(episode, objects, recordedBodies);
  if (recorded !== null) return recorded;
  if (stateLayout !== null)
    return placeByEvents(episode, objects, stateLayout, { tolerance: eventTolerance, gripper });
  const message =
    'the source has neither object positions nor a state of known layout; all frames stay unlabelled ' +
    '(--state-layout, the name of a known one or a JSON file, says which numbers are the end effector and the gripper)';
  return {
    from: 'nowhere',
    objects: objects.map(() => unknownPlacement(episode.length)),
    problems: [{ at: episode.id, message }],
  };
}
