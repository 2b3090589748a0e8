import { join } from 'node:path';
import { z } from 'zod';
import type { FeatureType } from '../episode.js';
import { unsupported } from './errors.js';
import { type RawPixels, rawPixelsOf } from './raw-pictures.js';
import { readJson } from './read-json.js';
import type { ListKind } from './value-list.js';

/** One list of every record, which `features.json` declares. */
export interface Leaf {
  /** Where `features.json` declares it, e.g. `steps/observation/state`. */
  readonly path: string;
  /** Key in the record: the path, but for lists inside of lists. */
  readonly key: string;
  readonly description: string;
  readonly value: NumbersOrTexts | Pictures;
}

/** Numbers or texts of one step, or of the episode. */
export interface NumbersOrTexts {
  readonly kind: 'values';
  readonly type: Exclude<FeatureType, 'language'>;
  /** How the record holds them. */
  readonly list: ListKind;
  /** Whether a negative integer stands for one beyond 63 bits. */
  readonly isUnsigned?: boolean;
  /** `[]` is a scalar. */
  readonly shape: readonly number[];
}

/** One picture of each step; sizes are null where they differ between episodes. */
export interface Pictures {
  readonly kind: 'pictures';
  readonly height: number | null;
  readonly width: number | null;
  /** How pixels are stored, where the pictures are no files. */
  readonly pixels?: RawPixels;
}

/** Bytes of one picture as raw pixels. */
export function pictureBytes({ width, height }: Pictures): number {
  return (width ?? 0) * (height ?? 0) * 3;
}

/** What `features.json` declares. */
export interface Schema {
  readonly leaves: readonly Leaf[];
  /** What is declared but not handed on, with the reason. */
  readonly omitted: readonly string[];
}

const dimensions = z
  .object({ dimensions: z.array(z.coerce.number().int()).default([]) })
  .default({ dimensions: [] })
  .transform((shape) => shape.dimensions);

interface Node {
  readonly pythonClassName?: string | undefined;
  readonly description?: string | undefined;
  readonly featuresDict?: { readonly features: Readonly<Record<string, Node>> } | undefined;
  readonly sequence?: { readonly feature: Node; readonly length: number } | undefined;
  readonly tensor?:
    | { readonly shape: readonly number[]; readonly dtype: string; readonly encoding: string }
    | undefined;
  readonly image?: { readonly shape: readonly number[]; readonly dtype: string } | undefined;
  readonly text?: unknown;
  readonly classLabel?: unknown;
}

const nodeSchema: z.ZodType<Node> = z.lazy(() =>
  z.object({
    pythonClassName: z.string().optional(),
    description: z.string().optional(),
    featuresDict: z.object({ features: z.record(z.string(), nodeSchema) }).optional(),
    sequence: z.object({ feature: nodeSchema, length: z.coerce.number().int().default(-1) }).optional(),
    tensor: z
      .object({ shape: dimensions, dtype: z.string(), encoding: z.string().default('none') })
      .optional(),
    image: z.object({ shape: dimensions, dtype: z.string().default('uint8') }).optional(),
    text: z.unknown().optional(),
    classLabel: z.unknown().optional(),
  }),
);

/** Types of tensorflow-datasets: what they become here, and how records hold them. */
const types: Readonly<Record<string, readonly [NumbersOrTexts['type'], ListKind]>> = {
  bool: ['bool', 'int64'],
  int8: ['int32', 'int64'],
  int16: ['int32', 'int64'],
  int32: ['int32', 'int64'],
  int64: ['int64', 'int64'],
  uint8: ['int32', 'int64'],
  uint16: ['int32', 'int64'],
  uint32: ['int64', 'int64'],
  uint64: ['int64', 'int64'],
  float16: ['float32', 'float'],
  bfloat16: ['float32', 'float'],
  float32: ['float32', 'float'],
  // Records have no doubles: tensorflow-datasets stores these as 32-bit floats, too.
  float64: ['float32', 'float'],
  string: ['string', 'bytes'],
  object: ['string', 'bytes'],
};

/**
 * Reads `features.json` of a dataset's folder.
 *
 * @throws InspireError `DATASET_MISSING`, `DATASET_CORRUPT`, or `DATASET_UNSUPPORTED` where there are no steps.
 */
export async function readSchema(folder: string): Promise<Schema> {
  const path = join(folder, 'features.json');
  const root = await readJson(path, nodeSchema);
  const features = root.featuresDict?.features ?? {};
  const steps = features['steps']?.sequence?.feature;
  if (steps?.featuresDict === undefined) {
    throw unsupported(path, 'there is no sequence of steps, so these are no robot episodes');
  }
  const found: { leaves: Leaf[]; omitted: string[] } = { leaves: [], omitted: [] };
  for (const [name, node] of Object.entries(features))
    collect(name === 'steps' ? steps : node, name, [], found);
  return found;
}

/** Adds the leaves under a node; `outer` are the lengths of fixed sequences around it. */
function collect(
  node: Node,
  path: string,
  outer: readonly number[],
  found: { leaves: Leaf[]; omitted: string[] },
): void {
  const { featuresDict, sequence, image, description = '' } = node;
  if (featuresDict !== undefined) {
    for (const [name, child] of Object.entries(featuresDict.features))
      collect(child, `${path}/${name}`, outer, found);
  } else if (sequence !== undefined && sequence.length > 0) {
    collect(sequence.feature, path, [...outer, sequence.length], found);
  } else {
    const value = leafValue(node, outer, isStep(path));
    if (typeof value === 'string') found.omitted.push(`${path}: ${value}`);
    else {
      found.leaves.push({ path, key: keyOf(path, outer), description, value });
      if (image?.shape[2] === 4) found.omitted.push(`${path}: alpha, its fourth channel, is not read`);
    }
  }
}

/** Whether a list has values for every step, and not for the episode. */
export function isStep(path: string): boolean {
  return path.startsWith('steps/');
}

/**
 * Where a record has what is declared: sequences inside of sequences, the steps among them, are flat under a name of their
 * own, even of fixed lengths (`_add_ragged_fields` of tensorflow-datasets 4.9.10).
 */
function keyOf(path: string, outer: readonly number[]): string {
  const sequences = outer.length + (isStep(path) ? 1 : 0);
  return sequences > 1 ? `${path}/ragged_flat_values` : path;
}

/** What a leaf holds, or why it is left out. */
function leafValue(node: Node, outer: readonly number[], isStep: boolean): Leaf['value'] | string {
  const { tensor, image, text, classLabel, sequence, pythonClassName = 'unknown class' } = node;
  if (sequence !== undefined) return 'its length differs between steps';
  if (image !== undefined)
    return isStep && outer.length === 0 ? picturesOf(image) : 'pictures are read one per step';
  if (text !== undefined) return { kind: 'values', type: 'string', list: 'bytes', shape: outer };
  if (classLabel !== undefined) return { kind: 'values', type: 'int64', list: 'int64', shape: outer };
  if (tensor === undefined) return `features of the kind ${pythonClassName} are not read`;
  const type = types[tensor.dtype];
  if (type === undefined) return `numbers of the type ${tensor.dtype} are not read`;
  const raw = isStep && outer.length === 0 ? rawPicturesOf(tensor) : null;
  if (raw !== null) return raw;
  if (tensor.encoding !== 'none') return `tensors of the encoding ${tensor.encoding} are not read`;
  const shape = [...outer, ...tensor.shape];
  if (shape.some((axis) => axis < 1)) return 'its shape differs between steps, or has no values';
  const unsigned = tensor.dtype === 'uint64' ? { isUnsigned: true } : {};
  return { kind: 'values', type: type[0], list: type[1], shape, ...unsigned };
}

function picturesOf({ shape, dtype }: { shape: readonly number[]; dtype: string }): Leaf['value'] | string {
  const [height = -1, width = -1, channels = -1] = shape;
  if (dtype !== 'uint8' || channels === 1) return `pictures of ${channels} channels of ${dtype} are not read`;
  return { kind: 'pictures', height: height > 0 ? height : null, width: width > 0 ? width : null };
}

/** Bytes in the shape of a picture are one, whose recorder has not declared it as such. */
function rawPicturesOf({ shape, dtype, encoding }: NonNullable<Node['tensor']>): Pictures | null {
  const [height = -1, width = -1, channels] = shape;
  const pixels = rawPixelsOf(encoding);
  if (dtype !== 'uint8' || shape.length !== 3 || channels !== 3 || pixels === null) return null;
  return height < 1 || width < 1 ? null : { kind: 'pictures', height, width, pixels };
}
