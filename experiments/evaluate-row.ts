import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { mcnemarTest, seenTasks, unseenTasks } from '@inspire-vla/tabletop';
import { evaluateTabletop, type SuccessRate, type TabletopEvaluation } from 'inspire-vla';
import { tasksOf } from './prepare-data.js';
import type { Profile } from './profiles.js';
import type { Workplace } from './workplace.js';

const splits = { seen: seenTasks, unseen: unseenTasks } as const;

/** Name of a split. */
export type SplitName = keyof typeof splits;

/** An arm that was trained. */
export interface TrainedArm {
  readonly id: string;
  /** Model folder. */
  readonly folder: string;
  /** What is put in the place of its answers; default: it is asked. */
  readonly answers?: 'truth' | 'wrong';
}

/** One policy against another on the same starts. */
export interface Comparison {
  readonly split: SplitName;
  readonly policy: string;
  readonly against: string;
  readonly tasks: readonly (SuccessRate & { readonly task: string; readonly against?: SuccessRate })[];
  readonly summary: TabletopEvaluation['summary'];
  readonly againstSummary: TabletopEvaluation['summary'];
  /** Starts that each failed, by task and seed. */
  readonly failures: readonly string[];
  readonly againstFailures: readonly string[];
}

/** How an arm did on a split; the starts that it failed are told by task and seed. */
interface ArmEvaluation extends Pick<TabletopEvaluation, 'tasks' | 'summary'> {
  readonly failures: readonly string[];
}

/** A profile that is evaluated on other starts, or with actions that are drawn, where these are given. */
export function evaluatedOn(
  profile: Profile,
  given: { readonly starts: number | undefined; readonly temperature: number | undefined },
): Profile {
  if (!Number.isInteger(given.starts ?? 0))
    throw new Error('--starts is the seed of the starts, a whole number');
  const { seed, temperature = 0 } = profile.evaluation;
  const evaluation = { seed: given.starts ?? seed, temperature: given.temperature ?? temperature };
  return { ...profile, evaluation: { ...profile.evaluation, ...evaluation } };
}

/** Compares a model with another on the seen and unseen tasks of a profile; each is evaluated once, whoever it is compared with. */
export async function compareModels(
  profile: Profile,
  policy: TrainedArm,
  against: TrainedArm,
  work: Workplace,
): Promise<readonly Comparison[]> {
  const comparisons: Comparison[] = [];
  for (const split of ['seen', 'unseen'] as const) {
    const mine = await evaluateArm(profile, split, policy, work);
    const other = await evaluateArm(profile, split, against, work);
    comparisons.push({ split, policy: policy.id, against: against.id, ...compare(mine, other) });
  }
  return comparisons;
}

async function evaluateArm(
  profile: Profile,
  split: SplitName,
  { folder, answers }: TrainedArm,
  work: Workplace,
): Promise<ArmEvaluation> {
  const { seed, episodes, replan, limit, temperature = 0 } = profile.evaluation;
  const drawn = temperature === 0 ? '' : `-temperature-${temperature}`;
  const given = answers === undefined ? '' : `-answers-${answers}`;
  const name = join('evaluations', `${basename(folder)}-${split}-starts-${seed}${drawn}${given}.json`);
  return work.makeJson(name, async () => {
    const { tasks, summary, failures } = await evaluateTabletop({
      policy: { kind: 'model', folder, isTrusted: true, temperature, answers: answers ?? 'asked' },
      tasks: tasksOf(profile, splits[split]),
      ...{ episodes: episodes[split], seeds: [seed], imageSize: profile.imageSize, replan, limit },
      jobs: availableParallelism(),
    });
    return { tasks, summary, failures: failures.map(({ task, seed: start }) => `${task.id}#${start}`) };
  });
}

function compare(
  mine: ArmEvaluation,
  other: ArmEvaluation,
): Omit<Comparison, 'split' | 'policy' | 'against'> {
  const onlyIn = (list: readonly string[], others: readonly string[]) =>
    list.filter((start) => !others.includes(start)).length;
  const wins = onlyIn(other.failures, mine.failures);
  const losses = onlyIn(mine.failures, other.failures);
  const others = new Map(other.tasks.map(({ task, ...rate }) => [task, rate]));
  return {
    tasks: mine.tasks.map((line) => {
      const against = others.get(line.task);
      return against === undefined ? line : { ...line, against };
    }),
    summary: {
      ...mine.summary,
      against: { rate: other.summary.rate, wins, losses, p: mcnemarTest(wins, losses) },
    },
    ...{ againstSummary: other.summary, failures: mine.failures, againstFailures: other.failures },
  };
}
