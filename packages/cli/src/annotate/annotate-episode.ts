import { linkObjects, type ObjectLink, type Scene } from '@inspire-vla/dataset';
import { type Labeler, unlabelled } from '@inspire-vla/direction-labeler';
import type { Problem } from './metadata.js';
import type { TaskObject } from './task-objects.js';

/** Labels of one object over an episode. */
export interface ObjectLabels {
  readonly body: string | null;
  /** Metres, added to the body's position. */
  readonly offset: readonly [number, number, number];
  /** Vector from the end effector to the object [length × 3], world frame, metres; NaN where unknown. */
  readonly relations: Float64Array;
  /** Label codes [length]; `unlabelled` where the position is unknown. */
  readonly codes: Uint16Array;
}

/** What annotation adds to one episode. */
export interface EpisodeAnnotation {
  /** In the task's order of objects. */
  readonly objects: readonly ObjectLabels[];
  readonly problems: readonly Problem[];
}

/** Links a task's objects to the scene's bodies and labels every frame. */
export function annotateEpisode(
  episode: { readonly id: string; readonly length: number },
  objects: readonly TaskObject[],
  scene: Scene | null,
  labeler: Labeler,
): EpisodeAnnotation {
  if (scene === null) {
    const message = 'the source has no object positions; all frames stay unlabelled';
    return {
      objects: objects.map(() => unknownObject(episode.length)),
      problems: [{ at: episode.id, message }],
    };
  }
  const links = linkAll(objects, scene);
  return {
    objects: links.map((link) =>
      link.kind === 'linked' ? labelObject(link, scene, labeler) : unknownObject(episode.length),
    ),
    problems: links.flatMap((link) => (link.kind === 'linked' ? [] : [unlinkedProblem(episode.id, link)])),
  };
}

function linkAll(objects: readonly TaskObject[], scene: Scene): readonly ObjectLink[] {
  const found = linkObjects({
    objects,
    bodies: scene.bodies,
    positionOf: (body) => firstPosition(scene, body),
  });
  return found.map((link, index) => {
    const body = objects[index]?.body ?? null;
    if (body === null) return link;
    if (scene.bodies.includes(body)) return { phrase: link.phrase, kind: 'linked', body, offset: [0, 0, 0] };
    return {
      phrase: link.phrase,
      kind: 'unresolved',
      candidates: [],
      reason: `the scene has no body ${body}, which the overrides name`,
    };
  });
}

/** Position at the first frame relative to the end effector: enough to tell left from right and near from far. */
function firstPosition(scene: Scene, body: string): readonly [number, number, number] {
  const [x = Number.NaN, y = Number.NaN, z = Number.NaN] = scene.relation(body);
  return [x, y, z];
}

function labelObject(
  link: ObjectLink & { readonly kind: 'linked' },
  scene: Scene,
  labeler: Labeler,
): ObjectLabels {
  const { body, offset } = link;
  const relations = scene.relation(body).map((value, index) => value + (offset[index % 3] ?? 0));
  const codes = labeler.labelRelations({ relations, grasped: scene.grasped(body) });
  return { body, offset, relations, codes };
}

function unknownObject(length: number): ObjectLabels {
  return {
    body: null,
    offset: [0, 0, 0],
    relations: new Float64Array(length * 3).fill(Number.NaN),
    codes: new Uint16Array(length).fill(unlabelled),
  };
}

function unlinkedProblem(
  at: string,
  link: ObjectLink & { readonly kind: 'unresolved' | 'ambiguous' },
): Problem {
  const candidates = link.candidates.length === 0 ? '' : ` (candidates: ${link.candidates.join(', ')})`;
  return { at, message: `"${link.phrase}" is ${link.kind}: ${link.reason}${candidates}` };
}
