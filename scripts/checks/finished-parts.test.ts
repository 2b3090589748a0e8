import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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

describe.skipIf(process.platform === 'win32')(
  'the lock of an earlier try, which names its job: Slurm',
  () => {
    const lock = (place: string) => join(folder, place, `.${place === 'out.parts' ? 0 : 'out'}.inspire-lock`);
    const jobs = {
      annotate: () => run('bash', [script('annotate'), 'source', join(folder, 'out.parts')], environment),
      merge: () =>
        run('bash', [script('merge'), join(folder, 'out.parts'), '1', join(folder, 'out')], environment),
    };
    const environment = { INSPIRE: 'inspire', SLURM_ARRAY_TASK_ID: '0', SLURM_JOB_ID: '21' };
    const script = (name: string) => join(root, `examples/slurm/${name}.sbatch`);
    /** Makes a Slurm that has these jobs in its queue, or does not answer. */
    const queue = (answer: string) =>
      writeFileSync(join(folder, 'squeue'), `#!/bin/sh\n${answer}\n`, { mode: 0o755 });
    const owner = (job?: string) => JSON.stringify({ pid: 1, host: 'elsewhere', job });

    it.each([
      ['goes: of a job that is gone', '12', 'printf "121\n21\n"', false],
      ['goes: of this very job, which was started again', '21', 'printf "21\n"', false],
      ['stays: of a job in the queue', '12', 'printf "12\n21\n"', true],
      ['stays: Slurm does not answer', '12', 'exit 1', true],
      ['stays: of no job', undefined, 'exit 0', true],
    ])('%s', (_, job, answer, stays) => {
      queue(answer);
      for (const [name, place] of [
        ['annotate', 'out.parts'],
        ['merge', ''],
      ] as const)
        for (const make of [symlinkSync, (text: string, file: string) => writeFileSync(file, text)]) {
          rmSync(lock(place), { force: true });
          make(owner(job), lock(place));
          expect(jobs[name]()).toMatch(new RegExp(`^${name} `));
          const left = readdirSync(join(folder, place)).filter((file) => file.includes('lock'));
          expect(left).toHaveLength(stays ? 1 : 0);
        }
    });
  },
);
