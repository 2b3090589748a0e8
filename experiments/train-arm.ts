import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Profile } from './profiles.js';
import type { Workplace } from './workplace.js';

const exporter = fileURLToPath(new URL('../python/export/export_model.py', import.meta.url));

/** What an arm is trained from. */
export interface ArmData {
  readonly id: string;
  /** Of the folder in which it is trained. */
  readonly run: string;
  readonly annotated: string;
  /** Value of `--codec`. */
  readonly codec: string;
  /** `--set` of the trainer besides the profile's. */
  readonly training: Readonly<Record<string, number>>;
  /** JSON Lines with further ids. */
  readonly instructions: string;
  /** Options of the trainer that say what the model begins with. */
  readonly start: readonly string[];
}

/** Trains an arm up to a share of its steps and exports it; gives the model folder. A run goes on where it was. */
export async function trainArm(
  profile: Profile,
  arm: ArmData,
  seed: number,
  share: number,
  work: Workplace,
): Promise<string> {
  const steps = profile.training['steps'] ?? 0;
  const step = Math.round(share * steps);
  return work.makeLater(`models/${arm.id}-${seed}-${step}`, async (partial) => {
    const run = work.path('runs', `${arm.run}-${seed}`);
    const set = Object.entries({ ...profile.training, ...arm.training }).flatMap(([name, value]) => [
      '--set',
      `${name}=${value}`,
    ]);
    await work.pythonBeside(
      ...['-m', 'inspire_train', '--data', arm.annotated, '--out', run, '--also', arm.instructions],
      ...['--seed', String(seed), '--stop-after', String(step), ...set],
      ...arm.start,
    );
    const trained = JSON.parse(readFileSync(join(run, 'config.json'), 'utf8')) as { readonly step: number };
    if (trained.step !== step) throw new Error(`${run} is at step ${trained.step}, not ${step}`);
    const statistics = ['dataset_statistics.json', 'norm_stats.json']
      .map((name) => join(arm.annotated, 'meta', name))
      .find(existsSync);
    if (statistics === undefined) throw new Error(`${arm.annotated} has no statistics`);
    work.python(
      ...[exporter, run, '--out', partial, '--name', arm.id],
      ...['--codec', arm.codec, '--statistics', statistics],
    );
    if (existsSync(join(run, 'metrics.jsonl')))
      cpSync(join(run, 'metrics.jsonl'), join(partial, 'metrics.jsonl'));
  });
}
