import type { TabletopPolicy } from '../evaluation/policy.js';
import { moveOf } from '../evaluation/policy-move.js';
import { viewOf } from '../evaluation/policy-view.js';
import type { Task } from '../tasks/task.js';
import { createRandom } from '../world/random.js';
import type { World } from '../world/world.js';
import type { WorldState } from '../world/world-state.js';
import type { PictureTaker } from './picture-taker.js';

/** Moves the hand in the expert's place for parts of an episode. */
export interface Driver {
  /** Starts an episode. */
  reset(task: Task, seed: number): Promise<void> | void;
  /** The action of this tick [7], as `actionNames`; null where the expert is to move the hand. */
  next(now: DriverView): Promise<readonly number[] | null> | readonly number[] | null;
}

/** An episode as it is at one control tick. */
export interface DriverView {
  readonly world: World;
  readonly task: Task;
  readonly state: WorldState;
}

/** Ticks in a row that the policy drives, that the expert drives, and after how many the expert ends alone. */
const spans = { policy: [10, 50], expert: [5, 30], visited: 150 } as const;

/**
 * Lets a policy drive parts of an episode, so that a recording visits the states to which the policy's mistakes lead,
 * with the expert's actions as labels: DAgger (Ross et al., arXiv 1011.0686), with the expert in between so that an
 * episode gets on, and at its end so that it succeeds.
 *
 * @param takePicture - for policies that look; default: there are no pictures.
 *
 * @example
 * ```ts
 * import { createRandomPolicy, createVisits, createWorld, recordEpisode, seenTasks } from '@inspire-vla/tabletop';
 *
 * const [task] = seenTasks;
 * const world = await createWorld({ scene: task.scene });
 * const { isDone } = await recordEpisode({ world, task, seed: 1, driver: createVisits(createRandomPolicy()) });
 * console.log(isDone); // true
 * world.close();
 * ```
 */
export function createVisits(policy: TabletopPolicy, takePicture?: PictureTaker): Driver {
  let random = createRandom(0);
  let [tick, left, isPolicy] = [0, 0, false];
  let chunk: (readonly number[])[] = [];
  const turn = () => {
    isPolicy = !isPolicy;
    const [shortest, longest] = spans[isPolicy ? 'policy' : 'expert'];
    left = shortest + random.below(longest - shortest + 1);
    chunk = [];
  };
  return {
    async reset(task, seed) {
      random = createRandom(seed, 0x76697369);
      [tick, isPolicy] = [0, random.next() < 0.5];
      turn();
      await policy.reset(task, seed);
    },
    async next({ world, task, state }) {
      if (tick >= spans.visited) return null;
      if (left === 0) turn();
      [tick, left] = [tick + 1, left - 1];
      if (!isPolicy) return null;
      if (chunk.length === 0) {
        const move = await moveOf(policy, viewOf({ world, task, takePicture }, state));
        chunk = typeof move === 'string' ? [] : [...move.actions];
      }
      return chunk.shift() ?? null;
    },
  };
}

/**
 * Repeats the actions that the hand was given in an episode: the same start then leads through the same states.
 *
 * @param moves - [length × 7], as `RecordedEpisode.moves`.
 */
export function createReplay(moves: Float64Array): Driver {
  let tick = 0;
  return {
    reset() {
      tick = 0;
    },
    next() {
      tick += 1;
      return 7 * tick > moves.length ? null : [...moves.subarray(7 * (tick - 1), 7 * tick)];
    },
  };
}
