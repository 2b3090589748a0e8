import { describe, expect, it } from 'vitest';
import { shardOfEnvironment } from './shard-of-environment.js';

/** What Slurm tells the tasks of an array, one after the other. */
function slurm(ids: readonly number[], step = 1) {
  return ids.map((id) => ({
    SLURM_ARRAY_TASK_ID: String(id),
    SLURM_ARRAY_TASK_MIN: String(ids.at(0)),
    SLURM_ARRAY_TASK_MAX: String(ids.at(-1)),
    SLURM_ARRAY_TASK_COUNT: String(ids.length),
    SLURM_ARRAY_TASK_STEP: String(step),
  }));
}

describe('shardOfEnvironment', () => {
  it.each([
    ['--array=0-2', [0, 1, 2], 1],
    ['--array=5-8', [5, 6, 7, 8], 1],
    ['--array=0-6:2', [0, 2, 4, 6], 2],
    ['--array=1-10:3', [1, 4, 7, 10], 3],
    ['--array=0', [0], 1],
  ])('counts from 0 in array jobs of Slurm, whatever their numbers: %s', (_, ids, step) => {
    const variable = 'SLURM_ARRAY_TASK_ID';
    const expected = ids.map((_id, index) => ({ shard: { index, count: ids.length }, variable }));
    expect(slurm(ids, step).map(shardOfEnvironment)).toEqual(expected);
  });

  it('does with what Slurm must tell', () => {
    const told = { SLURM_ARRAY_TASK_ID: '6', SLURM_ARRAY_TASK_MIN: '5', SLURM_ARRAY_TASK_COUNT: '4' };
    expect(shardOfEnvironment(told)?.shard).toEqual({ index: 1, count: 4 });
  });

  it.each([
    ['--array=2', [2], 1],
    ['--array=0,3,7', [0, 3, 7], 1],
    ['--array=0,3,7, taken for steps of 3', [0, 3, 7], 3],
  ])('refuses an array that does not say how many parts there are: %s', (_, ids, step) => {
    for (const told of slurm(ids, step))
      expect(() => shardOfEnvironment(told)).toThrow(
        expect.objectContaining({ code: 'SHARD_SYNTAX', fix: expect.stringContaining('--shard i/n') }),
      );
  });

  it('takes indexed jobs of Kubernetes', () => {
    const kubernetes = { JOB_COMPLETION_INDEX: '0', JOB_COMPLETION_COUNT: '3' };
    expect(shardOfEnvironment(kubernetes)).toEqual({
      shard: { index: 0, count: 3 },
      variable: 'JOB_COMPLETION_INDEX',
    });
  });

  it('is none outside of a job', () => {
    expect(shardOfEnvironment({})).toBeNull();
    expect(shardOfEnvironment({ JOB_COMPLETION_INDEX: '0' })).toBeNull();
  });
});
