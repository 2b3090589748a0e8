import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isHidden } from '../is-hidden.js';

const signature = Buffer.from([0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Whether a path is an HDF5 file, or a folder of them. A damaged `.hdf5` counts: its error then names the damage. */
export async function recognizeLiberoHdf5(path: string): Promise<boolean> {
  if ((await stat(path)).isDirectory()) return (await hdf5Files(path)).length > 0;
  if (isHdf5Name(path)) return true;
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(signature.length), 0, signature.length, 0);
    return buffer.equals(signature);
  } finally {
    await file.close();
  }
}

/** The HDF5 files of a folder in the order of their names, or the file itself. */
export async function hdf5Files(path: string): Promise<readonly string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const names = await readdir(path);
  return names
    .filter((name) => isHdf5Name(name) && !isHidden(name))
    .sort()
    .map((name) => join(path, name));
}

function isHdf5Name(name: string): boolean {
  return /\.(hdf5|h5)$/i.test(name);
}
