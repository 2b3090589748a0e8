import { InspireError, type RgbImage } from '@inspire-vla/adapter';
import { stateVector } from '../episodes/state-vector.js';
import type { Task } from '../tasks/task.js';
import type { World } from '../world/world.js';
import type { WorldState } from '../world/world-state.js';
import type { PolicyView } from './policy.js';

interface Seen {
  readonly world: World;
  readonly task: Task;
  readonly takePicture?: ((world: World, camera: string) => RgbImage) | undefined;
}

/**
 * What a policy sees of a world as it is now; pictures are drawn when they are asked for.
 *
 * @param onDrawn - told how long each picture took, milliseconds.
 */
export function viewOf(
  { world, task, takePicture }: Seen,
  state: WorldState,
  onDrawn?: (milliseconds: number) => void,
): PolicyView {
  return {
    instruction: task.instruction,
    state: stateVector(state.hand),
    world: state,
    picture(camera: string): RgbImage {
      if (takePicture === undefined) throw picturesMissing(camera, task);
      const began = performance.now();
      const picture = takePicture(world, camera);
      onDrawn?.(performance.now() - began);
      return picture;
    },
  };
}

function picturesMissing(camera: string, { id }: Task): InspireError {
  return new InspireError({
    code: 'PICTURES_MISSING',
    message: `the policy asks for a picture of ${camera}, and nothing draws any`,
    at: id,
    fix: 'give takePicture',
  });
}
