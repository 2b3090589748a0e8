import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { writeSource } from '../__fixtures__/killing/write-source.js';
import { runCommand } from '../__fixtures__/run-command.js';

let folder = '';
let commands: Readonly<Record<string, readonly string[]>> = {};
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'report-in-output-'));
  const source = join(folder, 'source');
  await writeSource(source, 'jsonl', 4);
  const shards = ['first', 'second'].map((shard) => join(folder, shard));
  for (const [index, shard] of shards.entries())
    await runCommand(['annotate', source, '--out', shard, '--shard', `${index}/2`, '--quiet']);
  commands = { annotate: ['annotate', source], merge: ['merge', ...shards] };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each(['annotate', 'merge'])('inspire %s --report', (name) => {
  let out = '';
  beforeEach(async () => {
    out = await mkdtemp(join(folder, 'place-'));
    await rm(out, { recursive: true });
  });

  function run(report: string, ...options: readonly string[]) {
    return runCommand([...(commands[name] ?? []), '--out', out, '--report', report, '--quiet', ...options]);
  }

  it.each(['report.html', 'pages/other.html'])('takes a place in the output: %s', async (place) => {
    expect(await run(join(out, place))).toMatchObject({ status: 0, errors: '' });
    const first = await readFile(join(out, place), 'utf8');
    expect(first).toContain('InSpire annotation report');
    await rm(join(out, place));
    expect(await run(join(out, place), '--overwrite')).toMatchObject({ status: 0, errors: '' });
    expect(await readFile(join(out, place), 'utf8')).toBe(first);
  });

  it('takes it with --resume too, which then has nothing more to do', async () => {
    const report = join(out, 'report.html');
    for (const _ of ['first', 'second'])
      expect(await run(report, '--resume')).toMatchObject({ status: 0, errors: '' });
    expect(await readdir(out)).toContain('report.html');
  });

  it('refuses the output itself before any work', async () => {
    const refused = await run(out);
    expect(refused).toMatchObject({ status: 1, errors: expect.stringContaining('error[REPORT_IS_OUTPUT]') });
    expect(await readdir(folder)).not.toContain(out.slice(folder.length + 1));
  });
});

it('inspect --report does not write over what it reports on', async () => {
  const dataset = join(folder, 'first');
  const info = join(dataset, 'meta/info.json');
  const before = await readFile(info);
  for (const report of [info, dataset]) {
    const refused = await runCommand(['inspect', dataset, '--report', report, '--quiet']);
    expect(refused).toMatchObject({ status: 1, errors: expect.stringContaining('error[REPORT_IS_OUTPUT]') });
  }
  expect(await readFile(info)).toEqual(before);
  const page = join(dataset, 'again.html');
  const options = ['--from', 'lerobot-v3.0', '--report', page, '--quiet'];
  expect(await runCommand(['inspect', dataset, ...options])).toMatchObject({ status: 0, errors: '' });
  expect(await readFile(page, 'utf8')).toContain('InSpire annotation report');
});
