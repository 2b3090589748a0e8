import { actionGrippers, formulations, orders, wordSets } from '@inspire-vla/adapter';
import { normalizationSchemes } from '@inspire-vla/adapter/statistics';
import { z } from 'zod';
import type { ModelManifest } from './manifest.js';

const count = z.int().min(1);
const text = z.string().min(1);
const triple = z.tuple([z.number(), z.number(), z.number()]);

/** A path that stays within the folder. */
const file = text.refine(
  (path) => !path.startsWith('/') && !path.includes('\\') && !path.split('/').includes('..'),
  'must be a path within the folder',
);

const normalization = z.strictObject({
  mean: triple,
  standardDeviation: triple.refine((values) => values.every((value) => value > 0), 'must be above 0'),
});

const images = z.strictObject({
  cameras: z
    .array(text)
    .min(1)
    .refine((names) => new Set(names).size === names.length, 'names a camera twice'),
  width: count,
  height: count,
  resize: z.enum(['stretch', 'pad', 'crop']),
  interpolation: z.enum(['lanczos3', 'bicubic', 'bilinear']),
  normalizations: z.array(normalization).min(1),
  positions: count,
  attention: z.enum(['causal', 'block']),
});

const visionEncoder = file.nullable();

const graphs = z.discriminatedUnion('layout', [
  z.strictObject({ layout: z.literal('split'), embedTokens: file, decoder: file, visionEncoder }),
  z.strictObject({ layout: z.literal('single'), decoder: file, visionEncoder }),
]);

/** What a manifest must look like. */
export const manifestSchema: z.ZodType<ModelManifest> = z
  .strictObject({
    formatVersion: z.literal(1),
    name: text,
    adapter: text,
    tokenizer: text,
    codec: text.nullable(),
    variant: text.nullable().default(null),
    statistics: file.nullable(),
    training: z.strictObject({
      formulation: z.enum(formulations),
      words: z.enum(Object.keys(wordSets) as (keyof typeof wordSets)[]),
      order: z.enum(orders),
      questions: z.boolean().default(true),
      actionGripper: z.enum(actionGrippers).nullable().default(null),
      normalization: z.enum(normalizationSchemes).nullable().default(null),
      horizon: count.nullable().default(null),
    }),
    images: images.nullable(),
    graphs,
    dimensions: z.strictObject({
      layers: count,
      keyValueHeads: count,
      headSize: count,
      hiddenSize: count,
      contextLength: count,
    }),
    vocabulary: z.strictObject({ size: count, kept: file.nullable() }),
    precision: z.enum(['float32', 'float16', 'int8']),
    files: z.record(
      file,
      z.strictObject({
        bytes: z.int().min(0),
        sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits'),
      }),
    ),
  })
  .superRefine((manifest, context) => {
    for (const path of namedFiles(manifest))
      if (manifest.files[path] === undefined)
        context.addIssue({
          code: 'custom',
          path: ['files'],
          message: `lacks ${path}, which the manifest names`,
        });
    if ((manifest.images === null) === (manifest.graphs.visionEncoder === null)) return;
    const message = 'must be there exactly where graphs.visionEncoder is';
    context.addIssue({ code: 'custom', path: ['images'], message });
  });

/** Files that other members of the manifest name. */
function namedFiles({ graphs, vocabulary, statistics }: ModelManifest): readonly string[] {
  const embed = graphs.layout === 'split' ? [graphs.embedTokens] : [];
  const paths = [...embed, graphs.decoder, graphs.visionEncoder, vocabulary.kept, statistics];
  return paths.filter((path) => path !== null);
}
