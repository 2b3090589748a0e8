import type { Scene } from '../episode.js';

/**
 * What the authors' object infos say of each frame, as JSON texts: positions relative to the gripper, distances, and
 * which objects are held. A body whose position is unknown at a frame is left out there.
 *
 * Source of the layout: Koorye/Inspire\@c61328bc, the LIBERO regeneration scripts. Their `position` and
 * `name_to_seg_id` are not known of a scene, and stay empty.
 */
export function infoTexts(scene: Scene, length: number): readonly string[] {
  const bodies = scene.bodies.map((body) => {
    return { body, relation: scene.relation(body), grasped: scene.grasped(body) };
  });
  return Array.from({ length }, (_, frame) => {
    const known = bodies.flatMap(({ body, relation }) => {
      const vector = [...relation.subarray(frame * 3, frame * 3 + 3)];
      return vector.length === 3 && vector.every(Number.isFinite) ? [[body, vector] as const] : [];
    });
    const held = bodies.flatMap(({ body, grasped }) =>
      grasped === null ? [] : [[body.replace(/_main$/, ''), grasped[frame] === 1] as const],
    );
    return JSON.stringify({
      position: {},
      is_grasp: Object.fromEntries(held),
      gripper_to_obj: Object.fromEntries(known),
      gripper_to_obj_distance: Object.fromEntries(
        known.map(([body, vector]) => [body, Math.hypot(...vector)]),
      ),
      name_to_seg_id: {},
    });
  });
}
