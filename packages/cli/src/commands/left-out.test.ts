import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeSource } from '../__fixtures__/killing/write-source.js';
import { runCommand } from '../__fixtures__/run-command.js';

const reason = 'meta/own.json: no file of meta that is known';

let folder = '';
let source = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'left-out-'));
  source = join(folder, 'source');
  await writeSource(source, 'lerobot-v2.1', 2);
  await writeFile(join(source, 'meta/own.json'), '{}');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('what annotate does not take over is said where it is run, and by merge', async () => {
  const run = (...args: readonly string[]) => runCommand([...args, '--quiet']);
  const [whole, one, other, merged] = ['whole', 'one', 'other', 'merged'].map((name) => join(folder, name));
  const text = await run('annotate', source, '--out', whole ?? '');
  expect(text.output.split('\n')).toContain(`note: ${reason}`);
  await run('annotate', source, '--out', one ?? '', '--shard', '0/2');
  const json = await run('annotate', source, '--out', other ?? '', '--shard', '1/2', '--json');
  expect(json.json().at(-1)).toMatchObject({ summary: { omitted: [reason] } });
  const put = await run('merge', one ?? '', other ?? '', '--out', merged ?? '', '--json');
  expect(put.json().at(-1)).toMatchObject({ summary: { omitted: [reason] } });
});

it('what inspect does not read of a dataset is said', async () => {
  const text = await runCommand(['inspect', source]);
  expect(text.output.split('\n')).toContain(`note: ${reason}`);
  const json = await runCommand(['inspect', source, '--json']);
  expect(json.json()[0]).toMatchObject({ omitted: [reason] });
});
