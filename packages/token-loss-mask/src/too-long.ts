import { InspireError, type Role, type Span } from '@inspire-vla/adapter';

/** A sequence that does not fit, and where it stands. */
export interface TooLong {
  readonly ids: readonly number[];
  readonly spans: readonly Span[];
  readonly limit: number;
  /** What is too long, e.g. `example 3`. */
  readonly at: string;
}

/** The error for a sequence over a limit; it names the roles that a cut at the limit would lose. */
export function tooLong({ ids, spans, limit, at }: TooLong): InspireError {
  const lost = new Set<Role>(spans.filter(({ end }) => end > limit).map(({ role }) => role));
  return new InspireError({
    code: 'SEQUENCE_TOO_LONG',
    message: `the sequence has ${ids.length} tokens, ${ids.length - limit} more than the limit of ${limit}`,
    at: lost.size === 0 ? at : `${at}, which would lose ${[...lost].join(', ')}`,
    fix: 'raise the limit, or ask about fewer objects',
  });
}
