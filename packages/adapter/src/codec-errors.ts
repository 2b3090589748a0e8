import type { ActionCodec } from './actions.js';
import { InspireError } from './errors.js';

/**
 * Stands in for the action codec of an adapter that was given none: questions work, actions say what is missing.
 *
 * @param known - The names that `--codec` may have, for the error.
 * @returns A codec whose `encode` throws `CODEC_MISSING`, and whose `decode` fails with `no-codec`.
 *
 * @example
 * ```ts
 * import { type ActionCodec, missingCodec } from '@inspire-vla/adapter';
 *
 * export const codecOf = (codec: ActionCodec | undefined): ActionCodec => codec ?? missingCodec('bins, vq:PATH');
 * ```
 */
export function missingCodec(known: string): ActionCodec {
  return {
    id: 'none',
    shape: null,
    stop: { kind: 'length', length: 0 },
    encode: () => {
      throw new InspireError({
        code: 'CODEC_MISSING',
        message: 'actions were given, but no action codec',
        at: 'actions',
        fix: `give --codec, one of: ${known}`,
      });
    },
    decode: () => ({ ok: false, failure: { reason: 'no-codec', detail: 'no action codec was given' } }),
  };
}

/**
 * The error of an action codec whose file cannot be read, or holds something else.
 *
 * @param cause - What reading or parsing threw; an InspireError's `at` stands behind the file's name.
 * @param fix - Which files the codec needs.
 * @returns An error `CODEC_FILE`.
 *
 * @example
 * ```ts
 * import { codecFileError } from '@inspire-vla/adapter';
 *
 * export function parseConfig(file: string, text: string): unknown {
 *   try {
 *     return JSON.parse(text);
 *   } catch (cause) {
 *     throw codecFileError(file, cause, 'give a folder with config.json');
 *   }
 * }
 * ```
 */
export function codecFileError(file: string, cause: unknown, fix: string): InspireError {
  const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
  const reason = cause instanceof Error ? cause.message : String(cause);
  const place = InspireError.isInstance(cause) && cause.at !== undefined ? `${file}, ${cause.at}` : file;
  const message = isMissing ? 'a file of the action codec is missing' : reason;
  return new InspireError({ code: 'CODEC_FILE', message, at: place, fix, cause });
}
