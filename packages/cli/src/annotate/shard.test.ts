import { describe, expect, it } from 'vitest';
import { shardOfEnvironment } from './shard.js';

describe('shardOfEnvironment', () => {
  it('counts from 0 in array jobs of Slurm, wherever their numbers begin', () => {
    const slurm = { SLURM_ARRAY_TASK_ID: '6', SLURM_ARRAY_TASK_MIN: '5', SLURM_ARRAY_TASK_COUNT: '4' };
    expect(shardOfEnvironment(slurm)).toEqual({ index: 1, count: 4 });
  });

  it('takes indexed jobs of Kubernetes', () => {
    const kubernetes = { JOB_COMPLETION_INDEX: '0', JOB_COMPLETION_COUNT: '3' };
    expect(shardOfEnvironment(kubernetes)).toEqual({ index: 0, count: 3 });
  });

  it('is none outside of a job', () => {
    expect(shardOfEnvironment({})).toBeNull();
    expect(shardOfEnvironment({ JOB_COMPLETION_INDEX: '0' })).toBeNull();
  });
});
