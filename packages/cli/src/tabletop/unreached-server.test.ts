import { InspireError } from '@inspire-vla/adapter';
import { expect, it, vi } from 'vitest';
import { createServerPolicy } from './server-policy.js';

const url = 'ws://127.0.0.1:9';
const patience = 'options of the library';
vi.mock('@inspire-vla/policy-server/client', () => ({
  // The real one waits for a minute first.
  createOpenpiClient: async () => {
    throw new InspireError({
      code: 'CONNECTION_FAILED',
      message: 'no connection (refused)',
      at: url,
      fix: patience,
    });
  },
  createLiberoObservation: vi.fn(),
  readNumbers: vi.fn(),
}));

it('tells of a server that is not there in the words of the command line', async () => {
  await expect(createServerPolicy(url, null)).rejects.toMatchObject({
    code: 'CONNECTION_FAILED',
    message: 'no connection (refused) for 60 s',
    at: url,
    fix: expect.stringContaining('inspire serve'),
  });
});
