import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InspireError } from '@inspire-vla/adapter';
import type { EpisodeSource } from '@inspire-vla/dataset';
import { z } from 'zod';
import { type Metadata, metadataPath, metadataSchema } from '../annotate/metadata.js';

/**
 * Reads `meta/inspire.json` of a dataset; null where the dataset is not annotated.
 *
 * @throws InspireError `METADATA_CORRUPT` where the file is there but cannot be understood.
 */
export async function readMetadata(directory: string): Promise<Metadata | null> {
  const file = join(directory, metadataPath);
  try {
    return metadataSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    const issue = cause instanceof z.ZodError ? cause.issues[0] : undefined;
    throw new InspireError({
      code: 'METADATA_CORRUPT',
      message: issue?.message ?? (cause instanceof Error ? cause.message : String(cause)),
      at: issue === undefined ? file : `${file}, ${issue.path.join('.')}`,
      fix: 'annotate the source again',
      cause,
    });
  }
}

/** What a source says of an earlier annotation, by whatever path it was opened; null where it was not annotated. */
export async function readRecorded({ folder }: Pick<EpisodeSource, 'folder'>): Promise<Metadata | null> {
  return folder === undefined ? null : readMetadata(folder);
}
