import { mkdir } from 'node:fs/promises';
import { copyDataset } from '../../copy-dataset.js';
import { openDataset } from '../../open-dataset.js';
import type { OutputFormat } from '../../writing/create-writer.js';

/** Writes a dataset once more, every column, picture and video of it. */
export async function convert(
  from: string,
  format: OutputFormat,
  directory: string,
  ffmpeg?: string,
): Promise<void> {
  const program = ffmpeg === undefined ? {} : { ffmpeg };
  const source = await openDataset(from, undefined, program);
  try {
    await mkdir(directory, { recursive: true });
    await copyDataset(source, { format, directory, ...program });
  } finally {
    await source.close();
  }
}
