import {
  type EpisodeFailure,
  episodeFailures,
  mcnemarTest,
  type Task,
  wilsonInterval,
} from '@inspire-vla/tabletop';
import { defaultJobs } from './default-jobs.js';
import { type EpisodeSettings, episodeSettings, tabletopDefaults } from './episode-settings.js';
import type { EpisodeOutcome, PolicyChoice } from './requests.js';
import { createTabletopPool } from './thread-pool.js';

/** Options of {@link evaluateTabletop}. What may be left out has the default of `inspire tabletop evaluate`. */
export interface TabletopEvaluateOptions extends Partial<EpisodeSettings> {
  readonly policy: PolicyChoice;
  /** Compared with the policy on the same starts. */
  readonly against?: PolicyChoice;
  readonly tasks: readonly Task[];
  /** Of each task, for each seed; default 10. */
  readonly episodes?: number;
  /** Default: 0 alone. */
  readonly seeds?: readonly number[];
  /** Threads, never more than starts; default: as many as there are cores, and as models fit into memory. */
  readonly jobs?: number;
  readonly signal?: AbortSignal;
  readonly onPhase?: (total: number, unit: string) => void;
  readonly onProgress?: (by: number) => void;
}

/** Success of a number of episodes, with Wilson's 95 % interval. */
export interface SuccessRate {
  readonly episodes: number;
  readonly successes: number;
  readonly rate: number;
  readonly low: number;
  readonly high: number;
}

/** Where an episode begins. */
export interface EvaluationStart {
  readonly task: Task;
  readonly seed: number;
}

/** Episodes that failed before their time, by what ended them; left out where there are none. */
export type EndedEarly = Readonly<Partial<Record<EpisodeFailure, number>>>;

/** How a policy did. */
export interface TabletopEvaluation {
  readonly tasks: readonly (SuccessRate & { readonly task: string; readonly against?: SuccessRate })[];
  readonly summary: SuccessRate &
    EndedEarly & {
      /** Share of the answers that were true; null where the policy answered nothing. */
      readonly answerAccuracy: number | null;
      /** Of the policy, per control tick. */
      readonly millisecondsPerStep: number;
      /** The other policy on the same starts: episodes that only the one or only the other did, and McNemar's exact p. */
      readonly against?: {
        readonly rate: number;
        readonly wins: number;
        readonly losses: number;
        readonly p: number;
      };
    };
  /** Starts from which the policy did not reach the goal. */
  readonly failures: readonly EvaluationStart[];
}

/**
 * Evaluates a policy in closed loop, and compares it with another on the same starts.
 *
 * @throws InspireError what the policies raise, and `THREAD_DIED` for a thread that ended.
 *
 * @example
 * ```ts
 * import { seenTasks } from '@inspire-vla/tabletop';
 * import { evaluateTabletop } from 'inspire-vla';
 *
 * const { summary } = await evaluateTabletop({
 *   policy: { kind: 'expert' },
 *   tasks: seenTasks.slice(0, 2),
 *   episodes: 1,
 *   imageSize: 64,
 * });
 * console.log(summary.rate); // 1
 * ```
 */
export async function evaluateTabletop(options: TabletopEvaluateOptions): Promise<TabletopEvaluation> {
  const { policy, against, tasks, onPhase } = options;
  const starts = startsOf(options);
  onPhase?.(starts.length * (against === undefined ? 1 : 2), 'episodes');
  const policies = against === undefined ? [policy] : [policy, against];
  const run = { ...options, jobs: options.jobs ?? (await defaultJobs(policies)) };
  const outcomes = await runAll(run, policy);
  const others = against === undefined ? null : await runAll(run, against);
  const done = (list: readonly EpisodeOutcome[]) => list.map(({ isDone }) => isDone);
  const perTask = tasks.map(({ id }) => {
    const mine = (list: readonly EpisodeOutcome[]) =>
      list.filter((_, index) => starts[index]?.task.id === id);
    const compared = others === null ? {} : { against: rateOf(done(mine(others))) };
    return { task: id, ...rateOf(done(mine(outcomes))), ...compared };
  });
  return {
    tasks: perTask,
    summary: {
      ...rateOf(done(outcomes)),
      ...costsOf(outcomes),
      ...(others === null ? {} : { against: compare(done(outcomes), done(others)) }),
    },
    failures: starts.filter((_, index) => outcomes[index]?.isDone === false),
  };
}

/** Starts of different seeds are told apart by more than any number of episodes. */
const episodesPerSeed = 100_003;

function startsOf(options: TabletopEvaluateOptions): readonly EvaluationStart[] {
  const { tasks, seeds = tabletopDefaults.seeds, episodes = tabletopDefaults.episodes } = options;
  return tasks.flatMap((task) =>
    seeds.flatMap((seed) =>
      Array.from({ length: episodes }, (_, index) => ({
        task,
        // Apart from those that are recorded with the same seed.
        seed: (0x40000000 + seed * episodesPerSeed + index) | 0,
      })),
    ),
  );
}

async function runAll(
  options: TabletopEvaluateOptions & { readonly jobs: number },
  policy: PolicyChoice,
): Promise<readonly EpisodeOutcome[]> {
  const { jobs, signal, onProgress } = options;
  const { imageSize: size, replan, limit } = episodeSettings(options);
  const starts = startsOf(options);
  // What waits in vain would load its engine, and a model, for nothing.
  const pool = createTabletopPool(Math.min(jobs, Math.max(1, starts.length)), signal);
  try {
    return await Promise.all(
      starts.map(async ({ task, seed }) => {
        signal?.throwIfAborted();
        const outcome = await pool.run({ kind: 'evaluate', task, seed, policy, size, replan, limit });
        signal?.throwIfAborted();
        onProgress?.(1);
        return outcome;
      }),
    );
  } finally {
    await pool.close();
  }
}

function rateOf(done: readonly boolean[]): SuccessRate {
  const successes = done.filter(Boolean).length;
  const episodes = done.length;
  return {
    episodes,
    successes,
    rate: episodes === 0 ? 0 : successes / episodes,
    ...wilsonInterval(successes, episodes),
  };
}

function costsOf(outcomes: readonly EpisodeOutcome[]) {
  const sum = (of: (outcome: EpisodeOutcome) => number) =>
    outcomes.reduce((total, outcome) => total + of(outcome), 0);
  const answered = sum((outcome) => outcome.answered);
  return {
    answerAccuracy: answered === 0 ? null : sum(({ right }) => right) / answered,
    millisecondsPerStep:
      sum(({ milliseconds }) => milliseconds) /
      Math.max(
        1,
        sum(({ length }) => length),
      ),
    ...endedEarly(outcomes),
  };
}

function endedEarly(outcomes: readonly EpisodeOutcome[]): EndedEarly {
  const counts = episodeFailures.map(
    (kind) => [kind, outcomes.filter(({ failure }) => failure === kind).length] as const,
  );
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

function compare(mine: readonly boolean[], others: readonly boolean[]) {
  const wins = mine.filter((isDone, index) => isDone && others[index] !== true).length;
  const losses = mine.filter((isDone, index) => !isDone && others[index] === true).length;
  return { rate: rateOf(others).rate, wins, losses, p: mcnemarTest(wins, losses) };
}
