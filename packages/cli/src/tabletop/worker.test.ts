import { unseenTasks } from '@inspire-vla/tabletop';
import { expect, it } from 'vitest';
import type { PolicyChoice } from './requests.js';
import { createTabletopWorker } from './worker.js';

it('is closed also where a policy could not be made', async () => {
  const worker = createTabletopWorker();
  const [task] = unseenTasks;
  if (task === undefined) throw new Error('there are no tasks');
  const rest = { kind: 'evaluate', task, seed: 0, size: 32, replan: null, limit: 1 } as const;
  const policy: PolicyChoice = { kind: 'model', folder: 'nowhere', isTrusted: false };
  await expect(worker.run({ ...rest, policy })).rejects.toMatchObject({ code: expect.any(String) });
  await expect(worker.close()).resolves.toBeUndefined();
});
