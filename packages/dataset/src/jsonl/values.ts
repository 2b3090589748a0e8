import { type Column, type Feature, type LanguageRow, languageRoles } from '../episode.js';

type Scalar = number | bigint | string | readonly LanguageRow[];

/**
 * A frame's value as JSON: a scalar for a shape of [1], else nested lists. NaN is null, infinity a number too large for
 * any reader (1e999), and an integer beyond 53 bits a text, since JSON knows none of them.
 */
export function valueText(
  { type, shape }: Pick<Feature, 'type' | 'shape'>,
  values: readonly Scalar[],
): string {
  const texts = values.map((value) => scalarText(value, type));
  return shape.length === 1 && shape[0] === 1 ? (texts[0] ?? 'null') : nestedText(texts, shape);
}

function nestedText(texts: readonly string[], [first = 1, ...rest]: readonly number[]): string {
  if (rest.length === 0) return `[${texts.join(',')}]`;
  const size = texts.length / first;
  const rows = Array.from({ length: first }, (_, row) => texts.slice(row * size, (row + 1) * size));
  return `[${rows.map((row) => nestedText(row, rest)).join(',')}]`;
}

function scalarText(value: Scalar, type: Feature['type']): string {
  if (typeof value === 'bigint') return isSafe(value) ? String(value) : `"${value}"`;
  if (typeof value !== 'number') return JSON.stringify(value);
  if (type === 'bool') return String(value !== 0);
  if (Number.isNaN(value)) return 'null';
  if (!Number.isFinite(value)) return value > 0 ? '1e999' : '-1e999';
  return Object.is(value, -0) ? '-0' : JSON.stringify(value);
}

function isSafe(value: bigint): boolean {
  return value <= BigInt(Number.MAX_SAFE_INTEGER) && value >= BigInt(Number.MIN_SAFE_INTEGER);
}

/**
 * The column of a feature from its frames' values as JSON gives them back.
 *
 * @throws Error saying which frame's value is of another shape or type.
 */
export function columnOf(
  { type, shape }: Pick<Feature, 'type' | 'shape'>,
  frames: readonly unknown[],
): Column {
  const isScalar = shape.length === 1 && shape[0] === 1;
  const values = frames.flatMap((value, frame) => {
    const flat = isScalar ? [value] : flatten(value, shape);
    const wrong = flat === null || !flat.every(checks[type]);
    if (wrong) throw new Error(`frame ${frame} holds no ${type} of the shape [${shape.join(', ')}]`);
    return isScalar ? [value] : flat;
  });
  return makers[type](values);
}

/** The values of nested lists of a shape, row-major; null where they have another. */
function flatten(value: unknown, [first, ...rest]: readonly number[]): readonly unknown[] | null {
  if (first === undefined) return [value];
  if (!Array.isArray(value) || value.length !== first) return null;
  const rows = value.map((row) => flatten(row, rest));
  return rows.every((row) => row !== null) ? rows.flat() : null;
}

const isNumber = (value: unknown) => typeof value === 'number' || value === null;

const checks: Readonly<Record<Feature['type'], (value: unknown) => boolean>> = {
  float32: isNumber,
  float64: isNumber,
  int32: (value) => typeof value === 'number' && (value | 0) === value,
  int64: (value) => Number.isSafeInteger(value) || (typeof value === 'string' && isWide(value)),
  bool: (value) => typeof value === 'boolean',
  string: (value) => typeof value === 'string',
  language: (value) => Array.isArray(value) && value.every(isRow),
};

function isWide(text: string): boolean {
  return /^-?\d{1,19}$/.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text);
}

function isRow(value: unknown): boolean {
  const { role, content, style, camera, toolCalls } = Object(value) as Record<string, unknown>;
  const isText = (field: unknown) => field === null || typeof field === 'string';
  const calls = toolCalls === null || (Array.isArray(toolCalls) && toolCalls.every(isText));
  return languageRoles.some((known) => known === role) && [content, style, camera].every(isText) && calls;
}

const toNumber = (value: unknown) => (value === null ? Number.NaN : Number(value));

const makers: Readonly<Record<Feature['type'], (values: readonly unknown[]) => Column>> = {
  float32: (values) => Float32Array.from(values, toNumber),
  float64: (values) => Float64Array.from(values, toNumber),
  int32: (values) => Int32Array.from(values, toNumber),
  int64: (values) => BigInt64Array.from(values, (value) => BigInt(value as number | string)),
  bool: (values) => Uint8Array.from(values, Number),
  string: (values) => values as readonly string[],
  language: (values) => values as readonly (readonly LanguageRow[])[],
};
