import { seenTasks } from '@inspire-vla/tabletop';
import { expect, it } from 'vitest';
import { evaluateTabletop } from './evaluate.js';
import type { PolicyChoice } from './requests.js';

it.each(['expert', { kind: 'Expert' }])(
  'a policy of no kind is refused, and not played at random: %j',
  async (policy) => {
    const evaluated = evaluateTabletop({
      policy: policy as unknown as PolicyChoice,
      tasks: seenTasks.slice(0, 1),
      episodes: 1,
      jobs: 1,
    });
    await expect(evaluated).rejects.toMatchObject({
      code: 'USAGE',
      at: 'policy',
      fix: expect.stringContaining("{ kind: 'expert' }"),
    });
  },
);
