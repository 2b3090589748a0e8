import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serializeDatasetStatistics, serializeNormStats } from '@inspire-vla/adapter/statistics';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findOtherStatistics } from './codec-statistics.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'codec-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Statistics of one dataset by name; the gripper, the last dimension, is left as it is. */
function statistics(q01: readonly number[], q99: readonly number[], name = 'demos'): string {
  const [low, high] = [Float64Array.from(q01), Float64Array.from(q99)];
  const zero = new Float64Array(q01.length);
  const bounds = { mean: zero, standardDeviation: zero, minimum: low, maximum: high, q01: low, q99: high };
  const mask = q01.map((_, index) => index < q01.length - 1);
  const dataset = { action: { ...bounds, mask }, proprio: null, transitions: 1, trajectories: 1 };
  return serializeDatasetStatistics(new Map([[name, dataset]]));
}

const own = statistics([-1, -0.328, 0], [1, 0.34, 1]);
const keep = () => writeFile(join(folder, 'dataset_statistics.json'), own);

describe('a codec of actions', () => {
  it('is named where its actions were normalised by other statistics, with the dimension', async () => {
    await keep();
    const found = await findOtherStatistics(`vq-extra:${folder}`, statistics([-1, -0.524, 0], [1, 0.277, 1]));
    expect(found).toEqual([
      {
        at: `vq-extra:${folder}`,
        message: expect.stringContaining('dimension 1 goes from -0.328 to 0.340, here from -0.524 to 0.277'),
      },
    ]);
  });

  it.each([
    ['the same ones, under another name', statistics([-1, -0.328, 0], [1, 0.34, 1], 'others')],
    ['hardly other ones', statistics([-1, -0.33, 0], [0.99, 0.34, 1])],
    ['another gripper, which is not normalised', statistics([-1, -0.328, -1], [1, 0.34, 1])],
  ])('is not named for %s', async (_, used) => {
    await keep();
    expect(await findOtherStatistics(`vq-extra:${folder}`, used)).toEqual([]);
  });

  it('is not named where either says nothing that can be compared', async () => {
    const other = statistics([-2, -2, 0], [2, 2, 1]);
    expect(await findOtherStatistics(`vq-extra:${folder}`, other)).toEqual([]);
    expect(await findOtherStatistics('bins-extra', other)).toEqual([]);
    await keep();
    const mean = Float64Array.of(0, 0, 0);
    const actions = { mean, standardDeviation: mean, q01: mean, q99: mean };
    const openpi = serializeNormStats(new Map([['actions', actions]]));
    expect(await findOtherStatistics(`vq-extra:${folder}`, openpi)).toEqual([]);
  });
});
