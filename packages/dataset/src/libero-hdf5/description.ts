import { z } from 'zod';
import { corrupt } from './errors.js';
import type { Hdf5File } from './hdf5-file.js';

/** Where a file that we wrote says what is in it, beside `data`, which LIBERO's own tools read. */
export const descriptionPlace = 'inspire/description';

/** Infos of a demonstration whose `object_infos` name no files. */
export const apartPlace = 'inspire/object_infos';

const count = z.int().nonnegative();

const featureSchema = z.object({
  name: z.string(),
  type: z.enum(['float32', 'float64', 'int32', 'int64', 'bool', 'string']),
  shape: z.array(z.int().positive()).min(1),
  names: z.array(z.string()).nullable(),
  /** Inside a demonstration; the rows of several stand side by side. */
  datasets: z.array(z.string()).min(1),
});

const descriptionSchema = z.object({
  version: z.literal(1),
  instruction: z.string(),
  fps: z.number().positive(),
  robotType: z.string().nullable(),
  features: z.array(featureSchema),
  /** Pictures [length, height, width, 3], 8 bits, bottom row first as LIBERO stores them. */
  cameras: z.array(z.object({ name: z.string(), dataset: z.string() })),
  objectsOfInterest: z.array(z.string()),
  /** Of `demo_0`, `demo_1`, …. */
  episodes: z.array(
    z.object({
      /** Place in the whole dataset, which may have several files. */
      index: count,
      /** Frames. */
      length: count,
      /**
       * How the scene is given: `inline`, JSON in the texts of `object_infos`; `files` beside, which these name;
       * `apart`, JSON in `inspire/object_infos`, where the texts name no files; `none`.
       */
      infos: z.enum(['inline', 'files', 'apart', 'none']),
    }),
  ),
});

/** What a file that we wrote says of itself. */
export type Description = z.infer<typeof descriptionSchema>;

/** A feature, and the datasets of a demonstration that hold it. */
export type DescribedFeature = Description['features'][number];

/**
 * Reads what a file says of itself; null where it does not, as LIBERO's own.
 *
 * @throws InspireError `DATASET_CORRUPT` where it is of another shape.
 */
export async function readDescription(file: Hdf5File): Promise<Description | null> {
  if (!(await file.has(descriptionPlace))) return null;
  const [text = ''] = await file.readTexts(descriptionPlace);
  try {
    return descriptionSchema.parse(JSON.parse(text));
  } catch (cause) {
    const issue = cause instanceof z.ZodError ? cause.issues[0] : undefined;
    const reason = issue === undefined ? 'it is no JSON' : `${issue.path.join('.')}: ${issue.message}`;
    throw corrupt(file.path, descriptionPlace, reason, cause);
  }
}

/** How a demonstration gives its scene. */
export type InfosKind = Description['episodes'][number]['infos'];
