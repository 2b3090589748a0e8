import { InspireError, type RgbImage } from '@inspire-vla/adapter';
import { createNdArray } from '../arrays/nd-array.js';
import { readNumbers } from '../arrays/read-numbers.js';
import { decodeJsonNumpy, encodeJsonNumpy } from '../codec/json-numpy.js';
import { isNdArray } from '../codec/value.js';
import { checkApiKey } from '../protocol/check-api-key.js';
import { toPictureArray } from './observations.js';

/** What an OpenVLA server is asked. */
export interface OpenVlaRequest {
  readonly image: RgbImage;
  readonly instruction: string;
  /** Dataset whose statistics the server is to use. */
  readonly unnormKey?: string;
  /** Beyond the reference's protocol, for policies that need them. */
  readonly wristImage?: RgbImage;
  readonly state?: readonly number[];
}

/** Options of {@link createOpenVlaClient}. */
export interface OpenVlaClientOptions {
  /** The whole address, e.g. `http://127.0.0.1:8000/act`. */
  readonly url: string;
  /** Sent as `Authorization: Api-Key KEY`. */
  readonly apiKey?: string;
  /** Default: the global one. */
  readonly fetch?: typeof globalThis.fetch;
}

/** A client of an OpenVLA REST server. */
export interface OpenVlaClient {
  /**
   * The next action, e.g. 7 numbers with the gripper 1 open … 0 closed.
   *
   * @throws InspireError `POLICY_FAILED` where the server answers "error", `REQUEST_REFUSED` for another status,
   * `CONNECTION_FAILED`, `MESSAGE_CORRUPT` for a reply that is no JSON or no array, and `ARRAY_BASE64`, `ARRAY_DTYPE`
   * or `ARRAY_SHAPE` for a wrong array.
   */
  act(request: OpenVlaRequest, signal?: AbortSignal): Promise<readonly number[]>;
}

/**
 * A client of OpenVLA's REST protocol (POST /act with json_numpy), in Node and in the browser.
 *
 * @throws InspireError `API_KEY_INVALID`.
 *
 * @example
 * ```ts no-run
 * import { createOpenVlaClient } from '@inspire-vla/policy-server/client';
 *
 * const client = createOpenVlaClient({ url: 'http://127.0.0.1:8000/act' });
 * const image = { width: 256, height: 256, bytes: new Uint8Array(256 * 256 * 3) };
 * console.log(await client.act({ image, instruction: 'lift the cup' }));
 * ```
 */
export function createOpenVlaClient(options: OpenVlaClientOptions): OpenVlaClient {
  const { url, apiKey, fetch = globalThis.fetch } = options;
  if (apiKey !== undefined) checkApiKey(apiKey, 'apiKey');
  return {
    async act(request, signal) {
      const headers = {
        'content-type': 'application/json',
        ...(apiKey === undefined ? {} : { authorization: `Api-Key ${apiKey}` }),
      };
      const body = encodeJsonNumpy(payloadOf(request));
      const response = await post(fetch, url, { method: 'POST', headers, body, signal: signal ?? null });
      return readAction(response, url);
    },
  };
}

function payloadOf({ image, instruction, unnormKey, wristImage, state }: OpenVlaRequest) {
  return {
    image: toPictureArray(image),
    instruction,
    ...(unnormKey === undefined ? {} : { unnorm_key: unnormKey }),
    ...(wristImage === undefined ? {} : { wrist_image: toPictureArray(wristImage) }),
    ...(state === undefined ? {} : { state: createNdArray(Float64Array.from(state)) }),
  };
}

interface Response {
  readonly status: number;
  readonly text: string;
}

async function post(fetch: typeof globalThis.fetch, url: string, request: RequestInit): Promise<Response> {
  try {
    const response = await fetch(url, request);
    return { status: response.status, text: await response.text() };
  } catch (cause) {
    if (request.signal?.aborted === true) throw cause;
    throw new InspireError({
      code: 'CONNECTION_FAILED',
      message: `no answer (${cause instanceof Error ? cause.message : String(cause)})`,
      at: url,
      fix: 'check the address, and that the server runs',
      cause,
    });
  }
}

function readAction({ status, text }: Response, url: string): readonly number[] {
  if (status !== 200)
    throw failure('REQUEST_REFUSED', `the server answers ${status}: ${text.slice(0, 500)}`, url);
  if (text === '"error"') throw failure('POLICY_FAILED', 'the server failed; its log says why', url);
  const reply = decodeJsonNumpy(text);
  if (isNdArray(reply)) return [...readNumbers(reply)];
  throw failure('MESSAGE_CORRUPT', 'the reply is no array', url);
}

function failure(code: string, message: string, at: string): InspireError {
  return new InspireError({ code, message, at, fix: 'check the request and the server' });
}
