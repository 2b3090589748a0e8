// Episodes of the expert with all bits of the physics' state, as checksums: the same code runs in Node and in a page.
import {
  areReached,
  createDisturbance,
  createEngine,
  createExpert,
  createWorld,
  type EngineOptions,
  sampleLayout,
  seenTasks,
  type Task,
  tickLimit,
  type World,
} from '../src/index.js';

/** One episode. */
export interface EpisodeBits {
  readonly task: string;
  readonly isDone: boolean;
  readonly ticks: number;
  /** Ticks at which a finger touches a thing. */
  readonly touching: number;
  /**
   * SHA-256 of the states of all ticks: positions, velocities, warm start, controls and sensors, as float64; and of
   * the actions that led there.
   */
  readonly checksum: string;
}

/** Runs one task of each family, disturbed, from the start of a seed. */
export async function physicsBits(seed: number, engineOptions: EngineOptions = {}): Promise<EpisodeBits[]> {
  const engine = await createEngine(engineOptions);
  const families = new Map(seenTasks.toReversed().map((task) => [task.family, task]));
  const episodes: EpisodeBits[] = [];
  for (const task of families.values()) {
    const world = await createWorld({ scene: task.scene, engine });
    episodes.push(await runEpisode(world, task, seed));
    world.close();
  }
  return episodes;
}

async function runEpisode(world: World, task: Task, seed: number): Promise<EpisodeBits> {
  const [expert, disturb] = [createExpert(task), createDisturbance({ noise: 0.5, seed })];
  const rows: number[] = [];
  let state = world.reset(sampleLayout(task.scene, seed, { hand: 'anywhere' }));
  let [ticks, touching, isDone] = [0, 0, false];
  while (!isDone && ticks < tickLimit(task)) {
    const action = disturb(expert.act(state));
    state = world.step(action);
    rows.push(...action, ...world.snapshot().state);
    ticks += 1;
    if (state.things.some(({ touched }) => touched)) touching += 1;
    isDone = areReached(task.goals, state);
  }
  const digest = await crypto.subtle.digest('SHA-256', Float64Array.from(rows));
  const checksum = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return { task: task.id, isDone, ticks, touching, checksum };
}
