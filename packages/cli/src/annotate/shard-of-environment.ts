import { InspireError } from '@inspire-vla/adapter';
import { parseShard, type Shard } from './shard.js';

/** Variables of a process. */
type Environment = Readonly<Record<string, string | undefined>>;

/** A shard that nobody typed. */
export interface EnvironmentShard {
  readonly shard: Shard;
  /** The variable that says which one. */
  readonly variable: string;
}

/**
 * The shard of an array job of Slurm, or of an indexed job of Kubernetes; null outside of one.
 *
 * @throws InspireError `SHARD_SYNTAX` where the numbers of an array job do not say which shard is meant.
 */
export function shardOfEnvironment(environment: Environment): EnvironmentShard | null {
  const { JOB_COMPLETION_INDEX, JOB_COMPLETION_COUNT } = environment;
  const ofSlurm = shardOfSlurm(environment);
  if (ofSlurm !== null) return { shard: ofSlurm, variable: 'SLURM_ARRAY_TASK_ID' };
  if (JOB_COMPLETION_INDEX === undefined || JOB_COMPLETION_COUNT === undefined) return null;
  const shard = parseShard(`${JOB_COMPLETION_INDEX}/${JOB_COMPLETION_COUNT}`);
  return { shard, variable: 'JOB_COMPLETION_INDEX' };
}

function shardOfSlurm(environment: Environment): Shard | null {
  const { SLURM_ARRAY_TASK_ID, SLURM_ARRAY_TASK_COUNT } = environment;
  if (SLURM_ARRAY_TASK_ID === undefined || SLURM_ARRAY_TASK_COUNT === undefined) return null;
  const [id, count] = [Number(SLURM_ARRAY_TASK_ID), Number(SLURM_ARRAY_TASK_COUNT)];
  const first = Number(environment['SLURM_ARRAY_TASK_MIN'] ?? 0);
  const step = Number(environment['SLURM_ARRAY_TASK_STEP'] ?? 1);
  const last = Number(environment['SLURM_ARRAY_TASK_MAX'] ?? first + (count - 1) * step);
  const index = (id - first) / step;
  // A task that is alone and not the first was submitted again: of how many parts, nobody knows.
  const isAlone = count === 1 && first > 0;
  const isWhole = Number.isInteger(index) && 0 <= index && index < count;
  if (isAlone || !isWhole || (last - first) / step + 1 !== count) throw irregular(id, count);
  return { index, count };
}

function irregular(id: number, count: number): InspireError {
  const tasks = count === 1 ? 'one task' : `${count} tasks`;
  return new InspireError({
    code: 'SHARD_SYNTAX',
    message: `task ${id} of an array job of ${tasks} does not say which part of how many it is`,
    at: 'SLURM_ARRAY_TASK_ID',
    fix: 'give --shard i/n, n being the number of all parts, or submit the whole array, such as --array=0-3',
  });
}
