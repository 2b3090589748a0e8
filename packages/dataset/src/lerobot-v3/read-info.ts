import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Camera, Feature } from '../episode.js';
import { featureType } from './columns.js';
import { corrupt, missing } from './errors.js';
import { automaticFeatures, codebaseVersion, paths } from './layout.js';

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
    throw missing(file, 'there is no meta/info.json', cause);
  });
  try {
    return infoSchema.parse(JSON.parse(text));
  } catch (cause) {
    const issue = cause instanceof z.ZodError ? cause.issues[0] : undefined;
    if (issue === undefined) throw corrupt(file, 'meta/info.json is no JSON', cause);
    throw corrupt(`${file}, ${issue.path.join('.')}`, issue.message, cause);
  }
}

/** What a dataset's declared features are to us. */
export interface SourceDescription {
  readonly features: readonly Feature[];
  readonly cameras: readonly Camera[];
  /** Names of the cameras that are stored as video. */
  readonly videos: ReadonlySet<string>;
  /** Features that are not handed on, with the reason. */
  readonly omitted: readonly string[];
}

/** Sorts the features of `meta/info.json`. */
export function describeSource(info: Info): SourceDescription {
  const automatic = new Set(automaticFeatures.map(({ name }) => name));
  const features: Feature[] = [];
  const cameras: Camera[] = [];
  const videos = new Set<string>();
  const omitted: string[] = [];
  for (const [name, { dtype, shape, names }] of Object.entries(info.features)) {
    const type = featureType(dtype);
    const [height = 0, width = 0] = shape;
    if (automatic.has(name)) continue;
    if (dtype === 'video') videos.add(name);
    if (dtype === 'image' || dtype === 'video') cameras.push({ name, width, height });
    else if (type !== null) features.push({ name, type, shape, names: listOf(names) });
    else omitted.push(`${name}: columns of type ${dtype} are not read`);
  }
  return { features, cameras, videos, omitted };
}

/** Names of elements: a list, or, by older recorders, a list under a heading such as `motors`. */
function listOf(names: unknown): readonly string[] | null {
  if (Array.isArray(names)) return names.every((entry) => typeof entry === 'string') ? names : null;
  const [only, ...others] = Object.values(Object(names));
  return others.length === 0 && Array.isArray(only) ? listOf(only) : null;
}
