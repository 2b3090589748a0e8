import { seenTasks, type Task, unseenTasks } from '@inspire-vla/tabletop';
import { tasksOf } from './prepare-data.js';
import type { Profile } from './profiles.js';
import type { Workplace } from './workplace.js';

/** One policy against another on the same starts, as `inspire tabletop evaluate --json` tells it. */
export interface Comparison {
  readonly split: 'seen' | 'unseen';
  readonly policy: string;
  readonly against: string;
  readonly tasks: readonly object[];
  readonly summary: object;
}

/** Compares a model with another on the seen and unseen tasks of a profile. */
export function compareModels(
  profile: Profile,
  policy: { readonly id: string; readonly folder: string },
  against: { readonly id: string; readonly folder: string },
  work: Workplace,
): readonly Comparison[] {
  const splits = { seen: seenTasks, unseen: unseenTasks };
  return (['seen', 'unseen'] as const).map((split) => {
    const lines = evaluate(
      profile,
      split,
      tasksOf(profile, splits[split]),
      policy.folder,
      against.folder,
      work,
    );
    const { summary } = lines.find((line) => 'summary' in line) ?? { summary: {} };
    const tasks = lines.filter((line) => !('summary' in line));
    return { split, policy: policy.id, against: against.id, tasks, summary: summary as object };
  });
}

function evaluate(
  { evaluation, imageSize }: Profile,
  split: string,
  tasks: readonly Task[],
  policy: string,
  against: string,
  work: Workplace,
): readonly Record<string, unknown>[] {
  const { episodes, seed, replan, limit } = evaluation;
  const scenes = [...new Set(tasks.map(({ scene }) => scene.id))].join();
  const output = work.inspire(
    ...[
      'tabletop',
      'evaluate',
      '--policy',
      policy,
      '--against',
      against,
      '--split',
      split,
      '--tasks',
      scenes,
    ],
    ...['--episodes', String(episodes), '--seeds', String(seed), '--replan', String(replan)],
    ...['--limit', String(limit), '--image-size', String(imageSize), '--json', '--quiet'],
  );
  return output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
