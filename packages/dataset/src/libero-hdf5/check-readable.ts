import type { InspireError } from '@inspire-vla/adapter';
import { unsupported } from './errors.js';
import { elementReaders } from './hdf5-elements.js';
import type { Hdf5Description } from './hdf5-library.js';

const repack = 'rewrite the file with h5repack -f GZIP=4 FILE NEW_FILE, where HDF5 has that filter';
const copy =
  "give that file, or a copy that holds what is linked (h5py: new.copy(old['data'], 'data', expand_external=True))";
const convert = 'convert it to little-endian integers or floats of 32 or 64 bits';

/** The error for a dataset that is whole, and of a kind that the library or we do not read; null for all others. */
export function unreadableKind(
  file: string,
  place: string,
  { element, linkedFile, lackingFilter }: Hdf5Description,
): InspireError | null {
  // What stands elsewhere would be no part of the source: nothing would tell that it has changed.
  if (linkedFile !== null)
    return unsupported(
      file,
      place,
      `it stands behind a link to another file, ${linkedFile}, which is not followed`,
      copy,
    );
  if (lackingFilter !== null)
    return unsupported(
      file,
      place,
      `it is compressed by the filter ${lackingFilter}, which is not read`,
      repack,
    );
  if (element === 'text' || elementReaders.has(element)) return null;
  return unsupported(file, place, `it holds elements of the kind ${element}, which are not read`, convert);
}
