const marker = Symbol.for('inspire-vla.error');

/** Fields of an {@link InspireError}. */
export interface ErrorDetails {
  /** Stable name of the kind of failure, in capitals, e.g. `PLAN_INCOMPLETE`. */
  readonly code: string;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** Where: file, record or line, byte or field. */
  readonly at?: string;
  /** What to do about it. */
  readonly fix?: string;
  /** The error beneath, if any. */
  readonly cause?: unknown;
}

/**
 * The one error of all InSpire packages: what is wrong, where, and how to mend it.
 *
 * @example
 * ```ts
 * import { InspireError } from '@inspire-vla/adapter';
 *
 * const error = new InspireError({ code: 'FRAME_SYNTAX', message: 'axis w is unknown', fix: 'use x, y and z' });
 * InspireError.isInstance(error); // true, also for an error of another copy of this package
 * ```
 */
export class InspireError extends Error {
  override readonly name = 'InspireError';
  /** Stable name of the kind of failure. */
  readonly code: string;
  /** Where it happened, if known. */
  readonly at: string | undefined;
  /** What to do about it, if known. */
  readonly fix: string | undefined;
  /** @internal */
  readonly [marker] = true;

  constructor(details: ErrorDetails) {
    super(details.message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = details.code;
    this.at = details.at;
    this.fix = details.fix;
  }

  /** Whether a value is an InspireError of any copy of this package (`instanceof` fails across copies). */
  static isInstance(value: unknown): value is InspireError {
    return typeof value === 'object' && value !== null && marker in value;
  }
}
