import { InspireError } from '../errors.js';

/** A JSON object whose members are not yet checked. */
export type JsonObject = Readonly<Partial<Record<string, unknown>>>;

/**
 * Reads JSON text whose root is an object.
 *
 * @throws InspireError `STATISTICS_INVALID` for other text.
 */
export function parseObject(text: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw invalid('$', 'the text is no JSON', cause);
  }
  return takeObject(value, '$');
}

/** @throws InspireError `STATISTICS_INVALID` for a value that is no object. */
export function takeObject(value: unknown, at: string): JsonObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw invalid(at, `${describe(value)} stands where an object must be`);
}

/** @throws InspireError `STATISTICS_INVALID` for a value that is no array of finite numbers. */
export function takeNumbers(value: unknown, at: string): Float64Array {
  if (Array.isArray(value) && value.every((item) => Number.isFinite(item))) return Float64Array.from(value);
  throw invalid(at, `${describe(value)} stands where an array of numbers must be`);
}

/** @throws InspireError `STATISTICS_INVALID` for a value that is no array of true and false. */
export function takeFlags(value: unknown, at: string): readonly boolean[] {
  if (Array.isArray(value) && value.every((item) => typeof item === 'boolean')) return value;
  throw invalid(at, `${describe(value)} stands where an array of true and false must be`);
}

/** @throws InspireError `STATISTICS_INVALID` for a value that is no count. */
export function takeCount(value: unknown, at: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw invalid(at, `${describe(value)} stands where a count must be`);
}

/** @throws InspireError `STATISTICS_INVALID` where the arrays of a feature differ in length. */
export function checkLengths(feature: JsonObject, keys: readonly string[], at: string): void {
  const arrays = keys.flatMap((key) => {
    const value = feature[key];
    return Array.isArray(value) ? [{ key, length: value.length }] : [];
  });
  const wrong = arrays.find(({ length }) => length !== arrays[0]?.length);
  if (wrong === undefined) return;
  throw invalid(
    `${at}.${wrong.key}`,
    `it has ${wrong.length} numbers, ${arrays[0]?.key} has ${arrays[0]?.length}`,
  );
}

/** Numbers for `JSON.stringify`, which would write null for what is no number. */
export function finite(values: Float64Array, at: string): readonly number[] {
  const wrong = values.findIndex((value) => !Number.isFinite(value));
  if (wrong < 0) return [...values];
  throw new InspireError({
    code: 'STATISTICS_NOT_FINITE',
    message: 'NaN and infinity cannot be written as JSON',
    at: `${at}[${wrong}]`,
    fix: 'leave out rows with NaN when the statistics are computed',
  });
}

/** The error for JSON that is not what it should be. */
export function invalid(at: string, message: string, cause?: unknown): InspireError {
  return new InspireError({
    code: 'STATISTICS_INVALID',
    message,
    at,
    fix: 'give the file as the training code wrote it',
    cause,
  });
}

function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
