import type { RgbImage, StepFailure } from '@inspire-vla/adapter';
import { checkLimit } from '../episodes/check-limit.js';
import { tickLimit } from '../episodes/tick-limit.js';
import { areReached } from '../tasks/is-reached.js';
import type { Task } from '../tasks/task.js';
import { checkSeed } from '../world/check-seed.js';
import { isSound } from '../world/is-sound.js';
import { sampleLayout } from '../world/sample-layout.js';
import type { World } from '../world/world.js';
import type { WorldState } from '../world/world-state.js';
import type { PolicyMove, TabletopPolicy } from './policy.js';
import { moveOf } from './policy-move.js';
import { viewOf } from './policy-view.js';

/** What may end an episode as failed before its time. */
export const episodeFailures = [
  /** The policy wrote no action (InspireError `ACTION_UNDECODABLE`, or `RUN_DEADLINE`). */
  'undecodable',
  /** What was asked is more than the policy's context holds (InspireError `SEQUENCE_TOO_LONG`). */
  'tooLong',
  /** The physics went wrong: numbers that are none, or a warning of the engine. */
  'broken',
] as const;

/** One of {@link episodeFailures}. */
export type EpisodeFailure = (typeof episodeFailures)[number];

/** How one episode went. */
export interface EvaluatedEpisode {
  readonly isDone: boolean;
  /** Control ticks. */
  readonly length: number;
  /** How often the policy was asked. */
  readonly calls: number;
  /** How long the policy took in all, without the drawing of the pictures that it asked for, milliseconds. */
  readonly milliseconds: number;
  /** What ended it before its time; null where it was done, or went on to the limit. */
  readonly failure: EpisodeFailure | null;
}

/** Options of {@link evaluateEpisode}. */
export interface EvaluateOptions {
  /** Of the task's scene. */
  readonly world: World;
  readonly task: Task;
  /** Of the start, a whole number: the same for every policy. */
  readonly seed: number;
  readonly policy: TabletopPolicy;
  /** Draws the pictures that a policy asks for. */
  readonly takePicture?: (world: World, camera: string) => RgbImage;
  /** Control ticks, a whole number of at least 1; default {@link tickLimit}. */
  readonly limit?: number;
  /** Told what the policy answered, and how the world was then. */
  readonly onAnswers?: (answers: readonly string[], state: WorldState) => void;
  /**
   * Told every tick, the first and the last among them, but not of a world whose physics went wrong; the world waits for
   * what it promises.
   */
  readonly onTick?: (state: WorldState) => void | Promise<void>;
}

/**
 * Lets a policy try a task once, in closed loop. Where the physics goes wrong, the episode ends as failed.
 *
 * @throws InspireError `ACTION_INVALID` for a policy that gives no actions or wrong ones, `EPISODE_OPTIONS` for a wrong
 * seed or limit, and what the policy raises.
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
  checkSeed(seed);
  checkLimit(options.limit);
  let state = world.reset(sampleLayout(task.scene, seed));
  let [length, calls, milliseconds] = [0, 0, 0];
  await policy.reset(task, seed);
  let isDone = false;
  let failure: EpisodeFailure | null = null;
  async function look(): Promise<void> {
    if (!isSound(world, state)) failure = 'broken';
    else {
      await onTick?.(state);
      isDone = areReached(task.goals, state);
    }
  }
  await look();
  const isOver = () => isDone || failure !== null || length === limit;
  while (!isOver()) {
    const { move, spent } = await ask(options, state);
    milliseconds += spent;
    calls += 1;
    if (typeof move === 'string') {
      failure = failureOf(move);
      break;
    }
    const { actions, answers } = move;
    if (answers !== undefined) onAnswers?.(answers, state);
    for (const action of actions) {
      state = world.step(action);
      length += 1;
      await look();
      if (isOver()) break;
    }
  }
  return { isDone, length, calls, milliseconds, failure };
}

function failureOf(step: StepFailure): EpisodeFailure {
  return step === 'SEQUENCE_TOO_LONG' ? 'tooLong' : 'undecodable';
}

/** What the policy wants to be done, or why its step failed, and how long it took for that alone, milliseconds. */
async function ask(
  options: EvaluateOptions,
  state: WorldState,
): Promise<{ readonly move: PolicyMove | StepFailure; readonly spent: number }> {
  let drawing = 0;
  const view = viewOf(options, state, (milliseconds) => {
    drawing += milliseconds;
  });
  const asked = performance.now();
  const move = await moveOf(options.policy, view);
  // The clock's steps may make the difference of nothing a little less than nothing.
  return { move, spent: Math.max(0, performance.now() - asked - drawing) };
}
