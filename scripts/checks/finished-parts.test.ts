import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { root } from './repository.js';

/** What of the Job is looked at here. */
interface Job {
  readonly spec: {
    readonly template: {
      readonly spec: { readonly containers: readonly { readonly args: readonly string[] }[] };
    };
  };
}

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parts-'));
  // A part that is done, perhaps with other options.
  mkdirSync(join(folder, 'out.parts/0/meta'), { recursive: true });
  writeFileSync(join(folder, 'out.parts/0/meta/inspire.json'), '{}');
  // In place of the command line: says how it was called.
  writeFileSync(join(folder, 'inspire'), '#!/bin/sh\necho "$@"\n', { mode: 0o755 });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function run(
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): string {
  const env = { ...environment, PATH: `${folder}:${process.env['PATH']}` };
  return spawnSync(program, args, { env, encoding: 'utf8' }).stdout;
}

const expected = () =>
  `annotate source --out ${join(folder, 'out.parts/0')} --resume --formulation direction-3d\n`;

it.skipIf(process.platform === 'win32')('a part that is there is left to --resume to judge: Slurm', () => {
  const script = join(root, 'examples/slurm/annotate.sbatch');
  const args = [script, 'source', join(folder, 'out.parts'), '--formulation', 'direction-3d'];
  expect(run('bash', args, { INSPIRE: 'inspire', SLURM_ARRAY_TASK_ID: '0' })).toBe(expected());
});

it.skipIf(process.platform === 'win32')(
  'a part that is there is left to --resume to judge: Kubernetes',
  () => {
    const [, job] = parseAllDocuments(readFileSync(join(root, 'examples/kubernetes/annotate.yaml'), 'utf8'));
    const pod = (job?.toJS() as Job | undefined)?.spec.template.spec;
    const settings = { SOURCE: 'source', OUT: join(folder, 'out'), JOB_COMPLETION_INDEX: '0' };
    const environment = { ...settings, ANNOTATE_OPTIONS: '--formulation direction-3d' };
    expect(run('sh', ['-euc', ...(pod?.containers[0]?.args ?? [])], environment)).toBe(expected());
  },
);
