import type { RgbImage } from '@inspire-vla/adapter';
import { createExpert } from '../expert/expert.js';
import { areReached } from '../tasks/is-reached.js';
import type { Task } from '../tasks/task.js';
import { createRandom, seedOfText } from '../world/random.js';
import { sampleLayout } from '../world/sample-layout.js';
import type { World } from '../world/world.js';
import type { WorldState } from '../world/world-state.js';
import { createDisturbance } from './disturbance.js';
import type { PictureTaker } from './picture-taker.js';
import { stateVector } from './state-vector.js';
import { tickLimit } from './tick-limit.js';

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
  /** The same seed gives the same episode. */
  readonly seed: number;
  /** See {@link createDisturbance}; default 0. With noise half of the episodes start with the hand anywhere. */
  readonly noise?: number;
  /** Default: no pictures. */
  readonly takePicture?: PictureTaker;
  /** Default {@link tickLimit}. */
  readonly limit?: number;
}

/**
 * Lets the expert do a task once, and keeps what it saw and did.
 *
 * @throws InspireError what the world and the task's names raise.
 *
 * @example
 * ```ts
 * import { createWorld, recordEpisode, seenTasks } from '@inspire-vla/tabletop';
 *
 * const [task] = seenTasks;
 * const world = await createWorld({ scene: task.scene });
 * const { isDone, length, actions } = recordEpisode({ world, task, seed: 1, noise: 0.5 });
 * console.log(isDone, actions.length === 7 * length); // true true
 * world.close();
 * ```
 */
export function recordEpisode({
  world,
  task,
  seed,
  noise = 0,
  takePicture,
  limit = tickLimit(task),
}: RecordOptions): RecordedEpisode {
  const hand = noise > 0 && createRandom(seed, 0x68616e64).next() < 0.5 ? 'anywhere' : 'home';
  const disturb = createDisturbance({ noise, seed: seed ^ seedOfText(task.id) });
  const expert = createExpert(task);
  const log = createLog(world, takePicture);
  let state = world.reset(sampleLayout(task.scene, seed, { hand }));
  let isDone = areReached(task.goals, state);
  while (!isDone && log.ticks() < limit) {
    const action = expert.act(state);
    log.add(state, action);
    state = world.step(disturb(action));
    isDone = areReached(task.goals, state);
  }
  return { task, seed, isDone, ...log.finish(state) };
}

interface Log {
  ticks(): number;
  add(state: WorldState, action: readonly number[]): void;
  finish(last: WorldState): Omit<RecordedEpisode, 'task' | 'seed' | 'isDone'>;
}

function createLog(world: World, takePicture: PictureTaker | undefined): Log {
  const rows: {
    state: number[][];
    actions: number[][];
    effector: number[][];
    positions: number[][];
    grasped: number[][];
  } = { state: [], actions: [], effector: [], positions: [], grasped: [] };
  const pictures = new Map<string, RgbImage[]>(
    takePicture === undefined ? [] : world.cameras.map(({ name }) => [name, []]),
  );
  return {
    ticks: () => rows.state.length,
    add(state, action) {
      const bodies = bodiesOf(state);
      rows.state.push([...stateVector(state.hand)]);
      rows.actions.push([...action]);
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
