import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { InspireError } from '@inspire-vla/adapter';
import { misfit } from '../errors.js';
import type { ModelManifest } from './manifest.js';

/**
 * Compares the files of a folder with its manifest: that they are there, their size, and unless told otherwise their
 * SHA-256.
 *
 * @throws InspireError `MODEL_FILE_MISSING`, `MODEL_FILE_SIZE`, `MODEL_CHECKSUM`, naming the file and both values.
 */
export async function checkFiles(
  folder: string,
  { files }: ModelManifest,
  checksums: boolean,
): Promise<void> {
  for (const [file, { bytes, sha256 }] of Object.entries(files)) {
    const path = join(folder, file);
    const size = await sizeOf(path);
    if (size !== bytes)
      throw misfit('MODEL_FILE_SIZE', `the file has ${size} bytes, the manifest says ${bytes}`, path);
    if (!checksums) continue;
    const found = await hashOf(path);
    if (found !== sha256)
      throw misfit('MODEL_CHECKSUM', `the file's SHA-256 is ${found}, the manifest says ${sha256}`, path);
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (cause) {
    throw new InspireError({
      code: 'MODEL_FILE_MISSING',
      message: 'the manifest names a file that cannot be read',
      at: path,
      fix: 'copy the model folder as a whole',
      cause,
    });
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}
