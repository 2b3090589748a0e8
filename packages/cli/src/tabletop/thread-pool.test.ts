import { unseenTasks } from '@inspire-vla/tabletop';
import { expect, it } from 'vitest';
import type { PolicyChoice } from './requests.js';
import { createTabletopPool } from './thread-pool.js';

/** What is left of the error of a policy that cannot be made. */
async function failureOf(jobs: number, policy: PolicyChoice) {
  const pool = createTabletopPool(jobs);
  const [task] = unseenTasks;
  if (task === undefined) throw new Error('there are no tasks');
  const request = { kind: 'evaluate', task, seed: 0, policy, size: 32, replan: null, limit: 1 } as const;
  const error: unknown = await pool.run(request).catch((reason: unknown) => reason);
  await pool.close();
  if (!(error instanceof Error)) throw new Error('it did not fail');
  const { name, message, code, at, fix, stack } = error as Error & Record<string, unknown>;
  return { error: { isOurs: name === 'InspireError', message, code, at, fix }, stack };
}

it('a bug in a thread is told as one, with the place where it is', async () => {
  const none = null as unknown as PolicyChoice;
  const alone = await failureOf(1, none);
  expect(alone.error).toMatchObject({ isOurs: false, code: undefined });
  const { error, stack } = await failureOf(2, none);
  expect(error).toEqual(alone.error);
  expect(stack).toContain('create-policy');
});
