import { InspireError } from '@inspire-vla/adapter';
import { linkObjects, type ObjectLink, type Scene } from '@inspire-vla/dataset';
import type { Problem } from '../metadata.js';
import type { TaskObject } from '../task-objects.js';
import { type EpisodePlacement, type ObjectPlacement, unknownPlacement } from './placement.js';

/** Links a task's objects to the bodies of a scene, and reads where those are. */
export function placeByScene(
  episode: { readonly id: string; readonly length: number },
  objects: readonly TaskObject[],
  scene: Scene,
): EpisodePlacement {
  const links = linkAll(objects, scene, episode.id);
  return {
    from: 'scene',
    objects: links.map((link) =>
      link.kind === 'linked' ? placeBody(link, scene) : unknownPlacement(episode.length),
    ),
    problems: links.flatMap((link) => (link.kind === 'linked' ? [] : [unlinkedProblem(episode.id, link)])),
  };
}

function linkAll(objects: readonly TaskObject[], scene: Scene, at: string): readonly ObjectLink[] {
  const found = linkObjects({
    objects,
    bodies: scene.bodies,
    positionOf: (body) => firstPosition(scene, body),
    ...(scene.objectsOfInterest === undefined ? {} : { objectsOfInterest: scene.objectsOfInterest }),
  });
  return found.map((link, index) => {
    const body = objects[index]?.body ?? null;
    if (body === null) return link;
    return { phrase: link.phrase, kind: 'linked', body: givenBody(body, scene, at), offset: [0, 0, 0] };
  });
}

/** The body that a user names, which is_grasp and BDDL files spell without `_main`. */
function givenBody(name: string, { bodies }: Scene, at: string): string {
  if (bodies.includes(name)) return name;
  const [found, ...others] = bodies.filter((body) => body.replace(/_main$/, '') === name);
  if (found !== undefined && others.length === 0) return found;
  throw new InspireError({
    code: 'BODY_UNKNOWN',
    message: `the scene has no body ${name}, which the overrides name`,
    at,
    fix: `name one of: ${bodies.join(', ')}`,
  });
}

/** Position at the first frame relative to the end effector: enough to tell left from right and near from far. */
function firstPosition(scene: Scene, body: string): readonly [number, number, number] {
  const [x = Number.NaN, y = Number.NaN, z = Number.NaN] = scene.relation(body);
  return [x, y, z];
}

function placeBody(
  { body, offset }: ObjectLink & { readonly kind: 'linked' },
  scene: Scene,
): ObjectPlacement {
  const relations = scene.relation(body).map((value, index) => value + (offset[index % 3] ?? 0));
  return { body, offset, relations, grasped: scene.grasped(body), tolerance: 0 };
}

function unlinkedProblem(
  at: string,
  link: ObjectLink & { readonly kind: 'unresolved' | 'ambiguous' },
): Problem {
  const candidates = link.candidates.length === 0 ? '' : ` (candidates: ${link.candidates.join(', ')})`;
  return { at, message: `"${link.phrase}" is ${link.kind}: ${link.reason}${candidates}` };
}
