import { InspireError } from '@inspire-vla/adapter';
import { hubError } from './errors.js';
import { type HubReference, writeHubReference } from './reference.js';
import { createRetryingFetch } from './retrying-fetch.js';
import type { HubSettings } from './settings.js';

type HubLibrary = typeof import('@huggingface/hub');

/** What every request about one repository shares. */
export interface HubClient {
  readonly reference: HubReference;
  readonly settings: HubSettings;
  readonly library: HubLibrary;
  readonly signal: AbortSignal | undefined;
  /** Parameters of the library's functions. */
  readonly common: {
    readonly repo: { readonly type: HubReference['type']; readonly name: string };
    readonly hubUrl: string;
    readonly fetch: typeof fetch;
    readonly accessToken?: string;
  };
  /** Runs a request; what it raises becomes an error of ours that names the repository. */
  ask<Value>(request: () => Promise<Value>): Promise<Value>;
}

/**
 * Makes the client of a repository; only now is the library loaded.
 *
 * @throws InspireError `HUB_TOKEN` for a token of another form than the library takes.
 */
export async function createHubClient(
  reference: HubReference,
  settings: HubSettings,
  signal?: AbortSignal,
): Promise<HubClient> {
  const { token, endpoint } = settings;
  if (token !== null && !token.startsWith('hf_')) throw strangeToken(reference);
  const { name, type } = reference;
  return {
    reference,
    settings,
    library: await import('@huggingface/hub'),
    signal,
    common: {
      repo: { type, name },
      hubUrl: endpoint,
      fetch: createRetryingFetch(signal),
      ...(token === null ? {} : { accessToken: token }),
    },
    async ask(request) {
      try {
        return await request();
      } catch (cause) {
        signal?.throwIfAborted();
        throw hubError(cause, { reference, settings });
      }
    },
  };
}

function strangeToken(reference: HubReference): InspireError {
  return new InspireError({
    code: 'HUB_TOKEN',
    message: 'the token of HF_TOKEN does not begin with hf_',
    at: writeHubReference(reference),
    fix: 'make an access token in the settings of your account on the hub',
  });
}
