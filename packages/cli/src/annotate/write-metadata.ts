import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { outputError } from '@inspire-vla/dataset';
import { type Metadata, metadataPath, metadataSchema } from './metadata.js';

/** Writes `meta/inspire.json` of a dataset; its keys stand in the schema's order, wherever they come from. */
export async function writeMetadata(directory: string, metadata: Metadata): Promise<void> {
  const text = JSON.stringify(metadataSchema.parse(metadata), null, 2);
  const file = join(directory, metadataPath);
  // Not every format has a folder of this name.
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${text}\n`);
  } catch (cause) {
    throw outputError(cause, file);
  }
}
