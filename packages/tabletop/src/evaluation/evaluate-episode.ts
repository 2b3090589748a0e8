import type { RgbImage } from '@inspire-vla/adapter';
import { tickLimit } from '../episodes/tick-limit.js';
import { areReached } from '../tasks/is-reached.js';
import type { Task } from '../tasks/task.js';
import { sampleLayout } from '../world/sample-layout.js';
import type { World } from '../world/world.js';
import type { WorldState } from '../world/world-state.js';
import type { TabletopPolicy } from './policy.js';
import { moveOf } from './policy-move.js';
import { viewOf } from './policy-view.js';

/** How one episode went. */
export interface EvaluatedEpisode {
  readonly isDone: boolean;
  /** Control ticks. */
  readonly length: number;
  /** How often the policy was asked, and how long it took in all, milliseconds. */
  readonly calls: number;
  readonly milliseconds: number;
  /** Whether it ended because the policy wrote what is no action (InspireError `ACTION_UNDECODABLE`). */
  readonly isUndecodable: boolean;
}

/** Options of {@link evaluateEpisode}. */
export interface EvaluateOptions {
  /** Of the task's scene. */
  readonly world: World;
  readonly task: Task;
  /** Of the start: the same for every policy. */
  readonly seed: number;
  readonly policy: TabletopPolicy;
  /** Draws the pictures that a policy asks for. */
  readonly takePicture?: (world: World, camera: string) => RgbImage;
  /** Default {@link tickLimit}. */
  readonly limit?: number;
  /** Told what the policy answered, and how the world was then. */
  readonly onAnswers?: (answers: readonly string[], state: WorldState) => void;
  /** Told every tick, the first and the last among them. */
  readonly onTick?: (state: WorldState) => void;
}

/**
 * Lets a policy try a task once, in closed loop.
 *
 * @throws InspireError `ACTION_INVALID` for a policy that gives no actions or wrong ones, and what the policy raises.
 *
 * @example
 * ```ts
 * import { createExpertPolicy, createWorld, evaluateEpisode, seenTasks } from '@inspire-vla/tabletop';
 *
 * const [task] = seenTasks;
 * const world = await createWorld({ scene: task.scene });
 * const { isDone } = await evaluateEpisode({ world, task, seed: 5, policy: createExpertPolicy() });
 * console.log(isDone); // true
 * world.close();
 * ```
 */
export async function evaluateEpisode(options: EvaluateOptions): Promise<EvaluatedEpisode> {
  const { world, task, seed, policy, limit = tickLimit(task), onAnswers, onTick } = options;
  let state = world.reset(sampleLayout(task.scene, seed));
  let [length, calls, milliseconds] = [0, 0, 0];
  await policy.reset(task, seed);
  onTick?.(state);
  let isDone = areReached(task.goals, state);
  while (!isDone && length < limit) {
    const asked = performance.now();
    const move = await moveOf(policy, viewOf(options, state));
    milliseconds += performance.now() - asked;
    calls += 1;
    if (move === null) return { isDone, length, calls, milliseconds, isUndecodable: true };
    const { actions, answers } = move;
    if (answers !== undefined) onAnswers?.(answers, state);
    for (const action of actions.slice(0, limit - length)) {
      state = world.step(action);
      length += 1;
      onTick?.(state);
      isDone = areReached(task.goals, state);
      if (isDone) break;
    }
  }
  return { isDone, length, calls, milliseconds, isUndecodable: false };
}
