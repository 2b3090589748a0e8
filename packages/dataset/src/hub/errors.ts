import { InspireError } from '@inspire-vla/adapter';
import { type HubReference, writeHubReference } from './reference.js';
import type { HubSettings } from './settings.js';

/** What a failed request was about. */
export interface HubPlace {
  readonly reference: HubReference;
  readonly settings: HubSettings;
}

interface ApiFailure {
  readonly statusCode: number;
  readonly message: string;
}

/** The error for what the library or the network raised; errors of ours, and an interruption, stay as they are. */
export function hubError(cause: unknown, place: HubPlace): unknown {
  if (InspireError.isInstance(cause) || isAbort(cause)) return cause;
  const at = writeHubReference(place.reference);
  if (!isApiFailure(cause)) return unreachable(cause, at, place);
  const said = cause.message.replaceAll(/\s+/g, ' ');
  return new InspireError({ ...describe(cause.statusCode, said, place), at, cause });
}

function describe(status: number, said: string, { reference, settings }: HubPlace) {
  const { type } = reference;
  const token =
    settings.token === null
      ? 'set HF_TOKEN to a token that may (hf auth login stores one)'
      : 'check that HF_TOKEN is valid and may do this';
  if (status === 401)
    return {
      code: 'HUB_UNAUTHORIZED',
      message: `the hub does not show this ${type} ${settings.token === null ? 'without a token' : 'to this token'} (${said})`,
      fix: `check the name; if it is private, ${token}`,
    };
  if (status === 403)
    return {
      code: 'HUB_FORBIDDEN',
      message: `the hub refuses this (${said})`,
      fix: `ask for access on the page of the ${type}, and ${token}`,
    };
  if (status === 404)
    return {
      code: 'HUB_NOT_FOUND',
      message: `the hub has no such ${type} or revision (${said})`,
      fix: `check the name and the revision; if it is private, ${token}`,
    };
  if (status === 429)
    return {
      code: 'HUB_RATE_LIMITED',
      message: `the hub asks to wait (${said})`,
      fix: 'run again later; what was downloaded is kept',
    };
  return {
    code: status >= 500 ? 'HUB_UNAVAILABLE' : 'HUB_REFUSED',
    message: `the hub answered ${status} (${said})`,
    fix: 'run again later; what was downloaded is kept',
  };
}

function unreachable(cause: unknown, at: string, { settings }: HubPlace): InspireError {
  return new InspireError({
    code: 'HUB_UNREACHABLE',
    message: `the hub at ${settings.endpoint} cannot be reached (${reasonOf(cause)})`,
    at,
    fix: 'check the network and HF_ENDPOINT and run again; HF_HUB_OFFLINE=1 uses the cache only',
    cause,
  });
}

/** `fetch failed` says nothing; the reason is one level below. Streams of the library fail with a bare text. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error ? cause.cause.message || cause.message : cause.message;
}

function isApiFailure(value: unknown): value is ApiFailure {
  return value instanceof Error && 'statusCode' in value && typeof value.statusCode === 'number';
}

function isAbort(value: unknown): boolean {
  return value instanceof Error && value.name === 'AbortError';
}
