import { InspireError } from '@inspire-vla/adapter';
import { createStagedDirectory } from '@inspire-vla/dataset';

/**
 * Removes what a run has left beside an output that is whole: it may have been killed before it had tidied up. A disk
 * too full for the lock that this takes does not matter to what is whole.
 *
 * @throws InspireError `OUTPUT_BUSY` where another run writes there.
 */
export async function tidyUp(output: string): Promise<void> {
  try {
    const staged = await createStagedDirectory(output, { overwrite: true });
    await staged.discard();
  } catch (error) {
    if (!InspireError.isInstance(error) || error.code !== 'OUTPUT_DISK_FULL') throw error;
  }
}
