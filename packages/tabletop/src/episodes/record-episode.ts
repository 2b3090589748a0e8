import type { RgbImage } from '@inspire-vla/adapter';
import { createExpert } from '../expert/expert.js';
import { areReached } from '../tasks/is-reached.js';
import type { Task } from '../tasks/task.js';
import { checkSeed } from '../world/check-seed.js';
import { isSound } from '../world/is-sound.js';
import { createRandom, seedOfText } from '../world/random.js';
import { sampleLayout } from '../world/sample-layout.js';
import type { World } from '../world/world.js';
import type { WorldState } from '../world/world-state.js';
import { checkLimit } from './check-limit.js';
import { createDisturbance } from './disturbance.js';
import type { PictureTaker } from './picture-taker.js';
import { stateVector } from './state-vector.js';
import { tickLimit } from './tick-limit.js';
import type { Driver } from './visits.js';

/** A demonstration in memory; all arrays are row-major, one row per control tick, before the action of that tick. */
export interface RecordedEpisode {
  readonly task: Task;
  readonly seed: number;
  /** Whether the task was done at the end. */
  readonly isDone: boolean;
  /** Ticks. */
  readonly length: number;
  /** The hand [length × 8], as `stateNames`. */
  readonly state: Float32Array;
  /** What the expert wanted [length × 7], as `actionNames`: without the noise that the hand was given. */
  readonly actions: Float32Array;
  /** What the hand was given [length × 7], noise and all, as `actionNames`. */
  readonly moves: Float64Array;
  /** Position of the end effector [length × 3], world frame, metres. */
  readonly effector: Float64Array;
  /** Names of the things, drawers and buttons. */
  readonly bodies: readonly string[];
  /** Positions of the bodies [length × bodies × 3], world frame, metres. */
  readonly positions: Float64Array;
  /** Whether the hand holds each body, 0 or 1 [length × bodies]. */
  readonly grasped: Uint8Array;
  /** Pictures by camera, one per tick. */
  readonly pictures: ReadonlyMap<string, readonly RgbImage[]>;
}

/** Options of {@link recordEpisode}. */
export interface RecordOptions {
  /** Of the task's scene. */
  readonly world: World;
  readonly task: Task;
  /** A whole number: the same seed gives the same episode. */
  readonly seed: number;
  /** See {@link createDisturbance}; default 0. With noise half of the episodes start with the hand anywhere. */
  readonly noise?: number;
  /** How often random moves come, see {@link createDisturbance}; default: as `noise`. */
  readonly bursts?: number;
  /** Moves the hand for parts of the episode, undisturbed; default: the expert moves it all the time. */
  readonly driver?: Driver;
  /** Default: no pictures. */
  readonly takePicture?: PictureTaker;
  /** Control ticks, a whole number of at least 1; default {@link tickLimit}. */
  readonly limit?: number;
}

/**
 * Lets the expert do a task once, and keeps what it saw and wanted, also where something else moved the hand. Where the
 * physics goes wrong (numbers that are none, a warning of the engine), the episode ends and is not done.
 *
 * @throws InspireError `EPISODE_OPTIONS` for a wrong seed, limit or noise, and what the world, the driver and the task's names
 * raise.
 *
 * @example
 * ```ts
 * import { createWorld, recordEpisode, seenTasks } from '@inspire-vla/tabletop';
 *
 * const [task] = seenTasks;
 * const world = await createWorld({ scene: task.scene });
 * const { isDone, length, actions } = await recordEpisode({ world, task, seed: 1, noise: 0.5 });
 * console.log(isDone, actions.length === 7 * length); // true true
 * world.close();
 * ```
 */
export async function recordEpisode(options: RecordOptions): Promise<RecordedEpisode> {
  const { world, task, seed, noise = 0, bursts = noise, driver } = options;
  const { takePicture, limit = tickLimit(task) } = options;
  checkSeed(seed);
  checkLimit(options.limit);
  const isAnywhere = (noise > 0 || bursts > 0) && createRandom(seed, 0x68616e64).next() < 0.5;
  const disturb = createDisturbance({ noise, bursts, seed: seed ^ seedOfText(task.id) });
  const expert = createExpert(task);
  const log = createLog(world, takePicture);
  let state = world.reset(sampleLayout(task.scene, seed, { hand: isAnywhere ? 'anywhere' : 'home' }));
  await driver?.reset(task, seed);
  let isBroken = !isSound(world, state);
  let isDone = !isBroken && areReached(task.goals, state);
  while (!isDone && !isBroken && log.ticks() < limit) {
    const action = expert.act(state);
    const driven = await driver?.next({ world, task, state });
    const move = driven ?? disturb(action);
    log.add(state, action, move);
    state = world.step(move);
    isBroken = !isSound(world, state);
    isDone = !isBroken && areReached(task.goals, state);
  }
  return { task, seed, isDone, ...log.finish(state) };
}

interface Log {
  ticks(): number;
  add(state: WorldState, action: readonly number[], move: readonly number[]): void;
  finish(last: WorldState): Omit<RecordedEpisode, 'task' | 'seed' | 'isDone'>;
}

function createLog(world: World, takePicture: PictureTaker | undefined): Log {
  const rows: {
    state: number[][];
    actions: number[][];
    moves: number[][];
    effector: number[][];
    positions: number[][];
    grasped: number[][];
  } = { state: [], actions: [], moves: [], effector: [], positions: [], grasped: [] };
  const pictures = new Map<string, RgbImage[]>(
    takePicture === undefined ? [] : world.cameras.map(({ name }) => [name, []]),
  );
  return {
    ticks: () => rows.state.length,
    add(state, action, move) {
      const bodies = bodiesOf(state);
      rows.state.push([...stateVector(state.hand)]);
      rows.actions.push([...action]);
      rows.moves.push([...move]);
      rows.effector.push([...state.hand.position]);
      rows.positions.push(bodies.flatMap(({ position }) => [...position]));
      rows.grasped.push(bodies.map(({ grasped }) => (grasped ? 1 : 0)));
      for (const [camera, taken] of pictures) {
        if (takePicture !== undefined) taken.push(takePicture(world, camera));
      }
    },
    finish: (last) => ({
      length: rows.state.length,
      state: Float32Array.from(rows.state.flat()),
      actions: Float32Array.from(rows.actions.flat()),
      moves: Float64Array.from(rows.moves.flat()),
      effector: Float64Array.from(rows.effector.flat()),
      bodies: bodiesOf(last).map(({ name }) => name),
      positions: Float64Array.from(rows.positions.flat()),
      grasped: Uint8Array.from(rows.grasped.flat()),
      pictures,
    }),
  };
}

/** Everything that a question can be about: things, drawers and buttons. */
export function bodiesOf({ things, parts }: WorldState) {
  return [
    ...things.map(({ name, position, grasped }) => ({ name, position, grasped })),
    ...parts.map(({ name, position }) => ({ name, position, grasped: false })),
  ];
}
