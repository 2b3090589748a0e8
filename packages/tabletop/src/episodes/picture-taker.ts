import { InspireError, type RgbImage } from '@inspire-vla/adapter';
import { createRenderer, type SceneRenderer } from '../render/renderer.js';
import type { World } from '../world/world.js';

/** Takes pictures of a world as it is now. */
export type PictureTaker = (world: World, camera: string) => RgbImage;

/**
 * Makes what takes pictures with the cameras of worlds; each scene's renderer is made once.
 *
 * @param size - of every picture, pixels square.
 * @returns a function that throws InspireError `CAMERA_MISSING` for a camera that the world lacks.
 *
 * @example
 * ```ts
 * import { createPictureTaker, createWorld, sampleLayout, seenTasks } from '@inspire-vla/tabletop';
 *
 * const [{ scene }] = seenTasks;
 * const world = await createWorld({ scene });
 * world.reset(sampleLayout(scene, 0));
 * const { width, bytes } = createPictureTaker(64)(world, 'agentview');
 * console.log(width, bytes.length); // 64 12288
 * world.close();
 * ```
 */
export function createPictureTaker(size: number): PictureTaker {
  const renderers = new WeakMap<World['geometry'], SceneRenderer>();
  return (world, name) => {
    const { geometry } = world;
    const renderer = renderers.get(geometry) ?? createRenderer({ geometry, size });
    renderers.set(geometry, renderer);
    const camera = world.cameras.find((candidate) => candidate.name === name);
    if (camera === undefined) throw missing(name, world);
    return renderer.render(world.pose(), camera, world.handPose());
  };
}

function missing(name: string, { cameras }: World): InspireError {
  return new InspireError({
    code: 'CAMERA_MISSING',
    message: `the world has no camera ${name}`,
    at: name,
    fix: `use one of ${cameras.map((camera) => camera.name).join(', ')}`,
  });
}
