import { InspireError } from '@inspire-vla/adapter';
import { createStagedDirectory } from '@inspire-vla/dataset';

/**
 * Tells before an hour of simulation what writing would refuse after it.
 *
 * @throws InspireError `OUTPUT_EXISTS`, `OUTPUT_BUSY`, `OUTPUT_UNFINISHED`, `OUTPUT_NOT_WRITABLE`, as `createStagedDirectory`.
 */
export async function checkRecordingPlace(output: string, overwrite: boolean): Promise<void> {
  try {
    const staged = await createStagedDirectory(output, { overwrite });
    await staged.discard();
  } catch (error) {
    throw InspireError.isInstance(error) && error.code === 'OUTPUT_UNFINISHED' ? unfinished(error) : error;
  }
}

/** A recording begins anew: unlike `annotate` it has nothing that it could go on with. */
function unfinished({ code, message, at }: InspireError): InspireError {
  const fix = 'give --overwrite to record anew, or another --out';
  return new InspireError({ code, message, ...(at === undefined ? {} : { at }), fix });
}
