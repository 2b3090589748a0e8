import { join } from 'node:path';
import { z } from 'zod';

/** Where a dataset says what is in it. */
export const infoPath = join('meta', 'info.json');

/** One record per frame. */
export const framesName = 'frames.jsonl';

/** What `format` says in `meta/info.json`. */
export const formatName = 'inspire-jsonl';

const count = z.int().nonnegative();

const infoSchema = z.object({
  format: z.literal(formatName),
  version: z.literal(1),
  fps: z.number().positive(),
  robotType: z.string().nullable(),
  features: z.array(
    z.object({
      /** Under which records have it. */
      key: z.string(),
      name: z.string(),
      type: z.enum(['float32', 'float64', 'int32', 'int64', 'bool', 'string', 'language']),
      shape: z.array(z.int().positive()).min(1),
      names: z.array(z.string()).nullable(),
    }),
  ),
  cameras: z.array(z.object({ name: z.string(), width: z.int().positive(), height: z.int().positive() })),
  episodes: z.array(
    z.object({
      instruction: z.string(),
      /** Frames. */
      length: count,
      /** Bytes of its records in `frames.jsonl`, [start, end). */
      start: count,
      end: count,
    }),
  ),
});

/** Contents of `meta/info.json`. */
export type Info = z.infer<typeof infoSchema>;

const distinctSchema = infoSchema.superRefine(({ features, cameras }, context) => {
  const lists = { features: features.map(({ name }) => name), cameras: cameras.map(({ name }) => name) };
  for (const [path, names] of Object.entries(lists)) {
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined)
      context.addIssue({ code: 'custom', path: [path], message: `${twice} is there twice` });
  }
});

/** Checks the contents of `meta/info.json`; fails as zod does. */
export function parseInfo(content: unknown): Info {
  return distinctSchema.parse(content);
}
