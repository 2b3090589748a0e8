import { canEncodeApart } from '@inspire-vla/dataset';
import type { Job } from '../job.js';
import type { Crew } from './crew.js';
import { createOwnCrew } from './own-crew.js';
import { createWorkerCrew } from './worker-crew.js';

/**
 * Those who do a job: as many threads as its options say, or this one for one, and for a format whose episodes cannot
 * be encoded apart.
 */
export async function createCrew(job: Job): Promise<Crew> {
  const { jobs = 1 } = job.options;
  const { to = 'lerobot-v3.0' } = job.options;
  const threads = canEncodeApart(to) ? Math.min(jobs, job.source.episodes.length) : 1;
  return threads > 1 ? createWorkerCrew(job, threads) : createOwnCrew(job);
}
