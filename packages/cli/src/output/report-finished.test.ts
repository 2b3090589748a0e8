import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { statesOf } from '../__fixtures__/files-of.js';
import { writeSource } from '../__fixtures__/killing/write-source.js';
import { annotate } from '../annotate/annotate.js';
import { mergeShards } from '../merge/merge-shards.js';

let folder = '';
let source = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'report-finished-'));
  source = join(folder, 'source');
  await writeSource(source, 'jsonl', 2);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const to = 'jsonl';

/** A run that makes an output, or finds it whole and is asked for a report. */
type Run = (again: { readonly resume?: boolean; readonly report?: string }) => Promise<unknown>;

async function reportsAgain(output: string, run: Run): Promise<void> {
  await run({});
  const before = await statesOf(output);
  const first = await readFile(join(output, 'report.html'), 'utf8');
  const report = join(folder, 'pages/again.html');
  await run({ resume: true, report });
  expect(await readFile(report, 'utf8')).toBe(first);
  expect(await statesOf(output)).toEqual(before);
  const inside = join(output, 'again.html');
  await run({ resume: true, report: inside });
  expect(await readFile(inside, 'utf8')).toBe(first);
  const refused = run({ resume: true, report: join(output, 'meta/inspire.json') });
  await expect(refused).rejects.toMatchObject({ code: 'REPORT_IS_OUTPUT' });
}

it('annotate that finds its output whole writes the report that it is asked for', async () => {
  const output = join(folder, 'out');
  await reportsAgain(output, (again) => annotate({ source, output, to, ...again }));
});

it('merge that finds its output whole writes the report that it is asked for', async () => {
  const shards = [0, 1].map((index) => join(folder, `part-${index}`));
  for (const [index, output] of shards.entries())
    await annotate({ source, output, to, shard: { index, count: 2 } });
  const output = join(folder, 'out');
  await reportsAgain(output, (again) => mergeShards({ shards, output, ...again }));
});
