import { basename } from 'node:path';

/**
 * The instruction that a LIBERO file is named after: `KITCHEN_SCENE10_close_the_top_drawer_of_the_cabinet_demo.hdf5`
 * is "close the top drawer of the cabinet". The regenerated layout has it nowhere else.
 */
export function instructionOf(path: string): string {
  return basename(path)
    .replace(/\.(hdf5|h5)$/i, '')
    .replace(/_demo$/, '')
    .replace(/^[A-Z]+(_[A-Z]+)*_SCENE\d+_/, '')
    .replaceAll('_', ' ')
    .trim();
}
