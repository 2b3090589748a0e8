import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InspireError } from '@inspire-vla/adapter';
import { z } from 'zod';
import { codebaseVersion, paths } from './layout.js';

const infoSchema = z.looseObject({
  codebase_version: z.literal(codebaseVersion),
  fps: z.number().positive(),
  robot_type: z.string().nullish(),
  total_episodes: z.int().nonnegative(),
  total_frames: z.int().nonnegative(),
  data_path: z.string(),
  features: z.record(
    z.string(),
    z.looseObject({
      dtype: z.string(),
      shape: z.array(z.int().positive()).min(1),
      names: z.unknown().optional(),
    }),
  ),
});

/** The part of `meta/info.json` that is used. */
export type Info = z.infer<typeof infoSchema>;

/**
 * Reads `meta/info.json`.
 *
 * @throws InspireError `DATASET_MISSING` or `DATASET_CORRUPT`, naming the file and the field.
 */
export async function readInfo(directory: string): Promise<Info> {
  const file = join(directory, paths.info);
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new InspireError({
      code: 'DATASET_MISSING',
      message: 'there is no meta/info.json',
      at: file,
      fix: 'give the folder that holds meta and data',
      cause,
    });
  });
  try {
    return infoSchema.parse(JSON.parse(text));
  } catch (cause) {
    const issue = cause instanceof z.ZodError ? cause.issues[0] : undefined;
    throw new InspireError({
      code: 'DATASET_CORRUPT',
      message: issue?.message ?? 'meta/info.json is no JSON',
      at: issue === undefined ? file : `${file}, ${issue.path.join('.')}`,
      fix: 'make or copy the dataset again',
      cause,
    });
  }
}
