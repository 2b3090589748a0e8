import { InspireError } from '@inspire-vla/adapter';
import { readNumbers } from '../arrays/read-numbers.js';
import { isNdArray, type ValueMap } from '../codec/value.js';
import { encodeVlaEval, openVlaEval } from '../codec/vla-eval-codec.js';
import { createLockStep } from './lock-step.js';
import { openSocket, type SocketOptions } from './message-socket.js';

/** A client of a vla-eval model server. */
export interface VlaEvalClient {
  /** The server's hello: its name, specs, and what it wants to be sent. */
  readonly server: ValueMap;
  startEpisode(task: ValueMap): Promise<void>;
  /**
   * The action for an observation `{images, task_description, states?}`.
   *
   * @param signal - ends the wait, and the connection with it: a late answer would be taken for the next one's.
   * @throws InspireError `POLICY_FAILED` with the server's own text, also where the episode's start has failed; the
   * connection stays open.
   */
  act(observation: ValueMap, signal?: AbortSignal): Promise<readonly number[]>;
  endEpisode(result: ValueMap): Promise<void>;
  close(): Promise<void>;
}

/**
 * Connects to a model server of vla-eval and says hello.
 *
 * @throws InspireError `URL_INVALID`, `API_KEY_INVALID`, `CONNECTION_FAILED`, `CONNECTION_LOST`, `POLICY_FAILED`.
 *
 * @example
 * ```ts no-run
 * import { createVlaEvalClient, toPictureArray } from '@inspire-vla/policy-server/client';
 *
 * const client = await createVlaEvalClient({ url: 'ws://127.0.0.1:8000' });
 * const agentview = toPictureArray({ width: 256, height: 256, bytes: new Uint8Array(256 * 256 * 3) });
 * await client.startEpisode({ task: { name: 'lift the cup' } });
 * console.log(await client.act({ images: { agentview }, task_description: 'lift the cup' }));
 * await client.close();
 * ```
 */
export async function createVlaEvalClient(options: SocketOptions): Promise<VlaEvalClient> {
  const socket = await openSocket(options);
  const inTurn = createLockStep();
  let seq = 0;
  function send(type: string, payload: ValueMap): number {
    seq += 1;
    socket.send(encodeVlaEval({ type, payload, seq, timestamp: Date.now() / 1000 }));
    return seq;
  }
  async function ask(type: string, payload: ValueMap, signal?: AbortSignal): Promise<ValueMap> {
    signal?.throwIfAborted();
    const own = send(type, payload);
    let trouble: string | null = null;
    for (;;) {
      const answer = open(await socket.receive(signal));
      const content = answer.readPayload();
      if (answer.type === 'error') trouble = String(content['error']);
      // The failure of an episode's start or end, which has no reply of its own, comes before this one's answer.
      if (answer.seq > 0 && answer.seq < own) continue;
      if (trouble === null) return content;
      throw failure('POLICY_FAILED', `the server failed: ${trouble}`, options.url);
    }
  }
  const hello = { harness_version: 'inspire-vla', protocol_version: 1 };
  const server = await inTurn(() => ask('hello', hello, options.signal)).catch((error: unknown) => {
    // Nobody could close a socket that no client was made of, and it would keep the process alive.
    void socket.close();
    throw error;
  });
  return {
    server,
    startEpisode: (task) => inTurn(async () => void send('episode_start', task)),
    endEpisode: (result) => inTurn(async () => void send('episode_end', result)),
    act: (observation, signal) =>
      inTurn(async () => {
        const { actions } = await ask('observation', observation, signal);
        if (isNdArray(actions)) return [...readNumbers(actions)];
        throw failure('MESSAGE_CORRUPT', 'the reply has no array `actions`', options.url);
      }),
    close: () => socket.close(),
  };
}

function open(message: Uint8Array | string) {
  return openVlaEval(typeof message === 'string' ? new TextEncoder().encode(message) : message);
}

function failure(code: string, message: string, at: string): InspireError {
  return new InspireError({ code, message, at, fix: 'see what the server says' });
}
