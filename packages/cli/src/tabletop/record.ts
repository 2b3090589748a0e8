import { InspireError } from '@inspire-vla/adapter';
import type { OutputFormat } from '@inspire-vla/dataset';
import type { Split, Task } from '@inspire-vla/tabletop';
import { annotateSource } from '../annotate/annotate.js';
import type { Metadata } from '../annotate/metadata.js';
import { checkRecordingPlace } from './check-recording-place.js';
import { describeRecording } from './describe-recording.js';
import { createTabletopSource, type Demonstration } from './episode-source.js';
import { bodiesOfEpisodes, objectsOfTasks } from './record-objects.js';
import type { PolicyChoice, RecordDriver } from './requests.js';
import { createTabletopPool } from './thread-pool.js';
import type { TabletopWorker } from './worker.js';

/** Options of {@link recordTabletop}. */
export interface TabletopRecordOptions {
  readonly tasks: readonly Task[];
  /** Where the tasks are from, for the metadata. */
  readonly split?: Pick<Split, 'name' | 'version' | 'checksum'>;
  /** Of all tasks together. */
  readonly episodes: number;
  /** The same seed gives the same dataset. */
  readonly seed: number;
  /** 0 to 1, see `recordEpisode` of `@inspire-vla/tabletop`. */
  readonly noise: number;
  /** 0 to 1: how often random moves come. */
  readonly bursts: number;
  /** Take turns by episode in driving the hand for parts of it; the expert's actions stay the labels. */
  readonly drivers: readonly PolicyChoice[];
  /** Actions of a driver's chunk that are done before it is asked again; null: all. */
  readonly replan: number | null;
  readonly to: OutputFormat;
  readonly output: string;
  /** Pixels square. */
  readonly imageSize: number;
  /** Threads. */
  readonly jobs: number;
  readonly overwrite?: boolean;
  readonly signal?: AbortSignal;
  readonly onPhase?: (total: number, unit: string) => void;
  readonly onProgress?: (by: number) => void;
}

/** What was recorded: the metadata of the dataset, and how often the expert failed on the way. */
export interface TabletopRecording {
  readonly metadata: Metadata;
  /** Attempts that did not reach their goal, and were left out. */
  readonly failures: number;
}

/** Seeds of one recording do not meet those of the next. */
const seedsPerRecording = 1_000_003;

/**
 * Records demonstrations of the expert as an annotated dataset; attempts that fail are tried with another seed.
 *
 * @throws InspireError `EXPERT_FAILED` for a task that the expert does not do, `TASKS_CONFLICT` for two tasks that have one
 * instruction and speak of its objects in other words, and what writing raises; of these, what is wrong with the place before
 * anything is simulated.
 */
export async function recordTabletop(options: TabletopRecordOptions): Promise<TabletopRecording> {
  const { noise, bursts, to, output, imageSize, jobs, overwrite, signal, onPhase, onProgress } = options;
  // Before anything is simulated: that tasks are at odds, or that the place is taken.
  objectsOfTasks(options.tasks);
  await checkRecordingPlace(output, overwrite === true);
  const recording = await describeRecording(options);
  const pool = createTabletopPool(Math.min(jobs, Math.max(1, options.episodes)), signal);
  try {
    onPhase?.(options.episodes, 'episodes tried');
    const found = await findDemonstrations(options, pool);
    const demonstrations = found.map(({ demonstration }) => demonstration);
    const source = createTabletopSource({
      ...{ demonstrations, pool, noise, bursts, size: imageSize, ahead: jobs },
    });
    const metadata = await annotateSource(source, {
      source: `tabletop-${options.seed}`,
      recording,
      output,
      to,
      // Fewer episodes than tasks leave some out, of which nothing is to be said.
      objects: objectsOfTasks(demonstrations.map(({ task }) => task)),
      bodiesOf: bodiesOfEpisodes(demonstrations),
      ...(overwrite === undefined ? {} : { overwrite }),
      ...(signal === undefined ? {} : { signal }),
      onStart: (frames) => onPhase?.(frames, 'frames'),
      onFrames: (frames) => onProgress?.(frames),
    });
    return { metadata, failures: found.reduce((sum, { failures }) => sum + failures, 0) };
  } finally {
    await pool.close();
  }
}

interface Found {
  readonly demonstration: Demonstration;
  readonly failures: number;
}

/** Policies take turns, each task meeting all of them. */
function driverOf(options: TabletopRecordOptions, index: number): RecordDriver | null {
  const { drivers, replan, tasks, imageSize } = options;
  const policy = drivers[Math.floor(index / tasks.length) % drivers.length];
  return policy === undefined ? null : { kind: 'policy', policy, size: imageSize, replan };
}

/** Finds seeds that lead to success, without drawing any picture; tasks take turns. */
async function findDemonstrations(
  options: TabletopRecordOptions,
  pool: TabletopWorker,
): Promise<readonly Found[]> {
  const { tasks, episodes, seed, noise, bursts, signal, onProgress } = options;
  const wanted = Array.from({ length: episodes }, (_, index) => index);
  const byTask = tasks.flatMap((task, number) =>
    wanted.filter((index) => index % tasks.length === number).map((index) => ({ task, index })),
  );
  return Promise.all(
    byTask.map(async ({ task, index }): Promise<Found> => {
      const driver = driverOf(options, index);
      for (let failures = 0; failures < 20; failures += 1) {
        signal?.throwIfAborted();
        const tried = (seed * seedsPerRecording + index * 20 + failures) | 0;
        const attempt = { kind: 'record', task, seed: tried, noise, bursts, size: null, driver } as const;
        const { isDone, length, moves } = await pool.run(attempt);
        signal?.throwIfAborted();
        if (!isDone || length === 0) continue;
        onProgress?.(1);
        const kept = driver === null ? null : moves;
        return { demonstration: { task, seed: tried, length, moves: kept }, failures };
      }
      throw new InspireError({
        code: 'EXPERT_FAILED',
        message: `the expert failed 20 times in a row at ${task.id}`,
        at: task.id,
        fix: 'record with less --noise, or without this task',
      });
    }),
  );
}
