import { InspireError } from '@inspire-vla/adapter';

/** A numpy dtype as its `.str` gives it, in parts. */
export interface DType {
  readonly isBigEndian: boolean;
  /** b bool, i and u integer, f float, S bytes, U text, m and M time. */
  readonly kind: string;
  /** Bytes per element. */
  readonly size: number;
}

const pattern = /^([<>|=])([biufSUmM])(\d{1,4})(\[\w{1,8}\])?$/;

/**
 * Parses a dtype string, e.g. `<f4`.
 *
 * @throws InspireError `ARRAY_DTYPE` for kinds that may not travel (objects, complex numbers, records) and nonsense.
 */
export function parseDType(text: string, at: string): DType {
  const [, order, kind = '', digits = ''] = pattern.exec(text) ?? [];
  if (order === undefined) {
    throw new InspireError({
      code: 'ARRAY_DTYPE',
      message: `the dtype ${JSON.stringify(text.slice(0, 40))} cannot be read`,
      at,
      fix: 'send numbers or bools, e.g. |u1 for pictures and <f4 or <f8 for states',
    });
  }
  // numpy counts text in characters of 4 bytes.
  return { isBigEndian: order === '>', kind, size: Number(digits) * (kind === 'U' ? 4 : 1) };
}
