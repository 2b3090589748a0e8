import { InspireError } from '@inspire-vla/adapter';
import fc from 'fast-check';

/** The error of a claim that does not hold. */
export function nonconforming(message: string, fix: string, cause?: unknown): InspireError {
  return new InspireError({ code: 'ADAPTER_NONCONFORMING', message, fix, cause });
}

/** Throws where a claim does not hold. */
export function claim(holds: boolean, message: string | (() => string), fix: string): void {
  if (!holds) throw nonconforming(typeof message === 'string' ? message : message(), fix);
}

/** Names the check in an error; what the adapter itself threw counts against it as well. */
export function namedFailure(check: string, error: unknown, sample?: string): InspireError {
  const at = `check ${check}${sample === undefined ? '' : `, ${sample}`}`;
  if (InspireError.isInstance(error) && error.code === 'ADAPTER_NONCONFORMING') {
    const { code, message, fix, cause } = error;
    const place = error.at === undefined ? at : `check ${check}, ${error.at}`;
    return new InspireError({ code, message, at: place, cause, ...(fix === undefined ? {} : { fix }) });
  }
  return new InspireError({
    code: 'ADAPTER_NONCONFORMING',
    message: `the adapter threw: ${error instanceof Error ? error.message : String(error)}`,
    at,
    fix: 'see the cause; a plan that a backbone cannot express is a PLAN_UNSUPPORTED and a capability to skip',
    cause: error,
  });
}

/** Equality by content, also of typed arrays and NaN. */
export function isSame(left: unknown, right: unknown): boolean {
  return left === right || fc.stringify(left) === fc.stringify(right);
}

/** Text of a value for a message, cut where it is long. */
export function show(value: unknown): string {
  const text = fc.stringify(value);
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
}

/** Letters and digits of a text: backbones change case, spaces and punctuation. */
export function normalised(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
