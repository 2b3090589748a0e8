import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { makeModel } from '../__fixtures__/miniature/make-model.mjs';
import { defaultJobs } from './default-jobs.js';

const folder = makeModel(join(mkdtempSync(join(tmpdir(), 'default-jobs-')), 'model'));
afterAll(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

it('an evaluation runs in as many threads as there are cores, and as its models fit into memory', async () => {
  const model = { kind: 'model', folder, isTrusted: true } as const;
  expect(await defaultJobs([{ kind: 'expert' }], 64e9, 8)).toBe(8);
  expect(await defaultJobs([model], 64e9, 8)).toBe(8);
  // Each takes 200 MB, and the miniature next to nothing.
  expect(await defaultJobs([model, { kind: 'random' }], 1e9, 8)).toBeLessThanOrEqual(4);
  expect(await defaultJobs([model], 1e6, 8)).toBe(1);
});
