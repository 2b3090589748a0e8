import { InspireError } from '@inspire-vla/adapter';
import type { NdArray } from '../arrays/nd-array.js';
import { decodeOpenpi, encodeOpenpi } from '../codec/openpi-codec.js';
import { isNdArray, type ValueMap } from '../codec/value.js';
import { parseErrorText } from '../protocol/error-text.js';
import { createLockStep } from './lock-step.js';
import { type MessageSocket, openSocket, type SocketOptions } from './message-socket.js';

/** A reply of an openpi server, with its chunk. */
export interface OpenpiReply extends ValueMap {
  /** [horizon, dimensions] in the robot's units. */
  readonly actions: NdArray;
}

/** A client of an openpi server. */
export interface OpenpiClient {
  /** What the server said first. */
  readonly metadata: ValueMap;
  /**
   * One step. Calls wait for each other: the protocol is lock-step.
   *
   * @throws InspireError `POLICY_FAILED` with the server's own text, and with the server's own error as its `cause` where
   * that is one of ours: after those of `stepFailures` the connection is open still and can be asked again.
   * `CONNECTION_LOST`, `MESSAGE_CORRUPT`.
   */
  infer(observation: ValueMap, signal?: AbortSignal): Promise<OpenpiReply>;
  close(): Promise<void>;
}

/**
 * Connects to any openpi websocket server, in Node and in the browser, and waits for its metadata.
 *
 * @throws InspireError `URL_INVALID`, `API_KEY_INVALID`, `CONNECTION_FAILED`, `CONNECTION_LOST`, `API_KEY_UNSUPPORTED` in a
 * browser.
 *
 * @example
 * ```ts no-run
 * import { createLiberoObservation, createOpenpiClient, readNumbers } from '@inspire-vla/policy-server/client';
 *
 * const client = await createOpenpiClient({ url: 'ws://127.0.0.1:8000', patience: 60_000 });
 * const image = { width: 224, height: 224, bytes: new Uint8Array(224 * 224 * 3) };
 * const state = [0, 0, 1, 3.1, 0, 0, 0.04, -0.04];
 * const { actions } = await client.infer(
 *   createLiberoObservation({ image, wristImage: image, state, instruction: 'lift the cup' }),
 * );
 * console.log(actions.shape, readNumbers(actions));
 * await client.close();
 * ```
 */
export async function createOpenpiClient(options: SocketOptions): Promise<OpenpiClient> {
  const socket = await openSocket(options);
  const inTurn = createLockStep();
  const metadata = await greet(socket, options);
  return {
    metadata,
    infer: (observation, signal) =>
      inTurn(async () => {
        signal?.throwIfAborted();
        socket.send(encodeOpenpi(observation));
        const reply = decodeReply(await socket.receive(signal), options.url);
        const { actions } = reply;
        if (isNdArray(actions)) return { ...reply, actions };
        throw new InspireError({
          code: 'MESSAGE_CORRUPT',
          message: 'the reply has no array `actions`',
          at: options.url,
          fix: 'check that an openpi server listens there',
        });
      }),
    close: () => socket.close(),
  };
}

/** Nobody could close a socket that no client was made of, and it would keep the process alive. */
async function greet(socket: MessageSocket, { url, signal }: SocketOptions): Promise<ValueMap> {
  try {
    return decodeReply(await socket.receive(signal), url);
  } catch (error) {
    void socket.close();
    throw error;
  }
}

/** A text frame is how an openpi server says that something failed. */
function decodeReply(message: Uint8Array | string, url: string): ValueMap {
  if (typeof message !== 'string') return decodeOpenpi(message);
  const cause = parseErrorText(message);
  throw new InspireError({
    code: 'POLICY_FAILED',
    message: `the server failed: ${message}`,
    at: url,
    fix: 'see what it says; after most failures it closes the connection',
    ...(cause === null ? {} : { cause }),
  });
}
