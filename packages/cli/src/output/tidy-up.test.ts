import { InspireError } from '@inspire-vla/adapter';
import { createStagedDirectory } from '@inspire-vla/dataset';
import { expect, it, vi } from 'vitest';
import { tidyUp } from './tidy-up.js';

vi.mock('@inspire-vla/dataset', () => ({ createStagedDirectory: vi.fn() }));

it('does without the lock on a full disk, but not where another run has it', async () => {
  const failWith = (code: string) =>
    vi.mocked(createStagedDirectory).mockRejectedValueOnce(new InspireError({ code, message: code }));
  failWith('OUTPUT_DISK_FULL');
  await expect(tidyUp('out')).resolves.toBeUndefined();
  failWith('OUTPUT_BUSY');
  await expect(tidyUp('out')).rejects.toMatchObject({ code: 'OUTPUT_BUSY' });
});
