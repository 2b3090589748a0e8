import { InspireError } from '@inspire-vla/adapter';
import { checkApiKey } from '../protocol/check-api-key.js';
import { createMessageInbox } from './message-inbox.js';
import { untilAborted } from './until-aborted.js';

/** A websocket as a lock-step client uses it. */
export interface MessageSocket {
  send(message: Uint8Array): void;
  /** The next message. @throws InspireError `CONNECTION_LOST`; what the signal says when it aborts. */
  receive(signal?: AbortSignal): Promise<Uint8Array | string>;
  close(): Promise<void>;
}

/** Options of {@link openSocket}. */
export interface SocketOptions {
  readonly url: string;
  /** Sent as `Authorization: Api-Key KEY`; a browser cannot. */
  readonly apiKey?: string;
  /** Milliseconds to go on trying while the server is not there yet. Default 0: one try. A wrong key ends it at once. */
  readonly patience?: number;
  /** Ends connecting, and the wait for the server's first words. */
  readonly signal?: AbortSignal;
}

/** The part of the browser's WebSocket that is used; the npm package `ws` has it too. */
interface WebSocketLike {
  binaryType: string;
  readonly readyState: number;
  send(data: Uint8Array): void;
  close(code?: number): void;
  addEventListener(type: string, listener: (event: SocketEvent) => void): void;
}

interface SocketEvent {
  readonly data?: unknown;
  readonly code?: number;
  readonly reason?: string;
  readonly message?: string;
}

/** Between two tries. */
const pause = 500;

/**
 * Opens a websocket, in Node and in the browser.
 *
 * @throws InspireError `URL_INVALID`, `API_KEY_INVALID`, `CONNECTION_FAILED`, `API_KEY_UNSUPPORTED` in a browser.
 */
export async function openSocket(options: SocketOptions): Promise<MessageSocket> {
  const { url, apiKey, patience = 0, signal } = options;
  if (apiKey !== undefined) checkApiKey(apiKey, 'apiKey');
  const started = Date.now();
  for (;;) {
    signal?.throwIfAborted();
    try {
      return await connect(await create(options), url, signal);
    } catch (error) {
      if (isFinal(error) || Date.now() - started + pause > patience) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

/** Another try would fail as well: what is no connection error, an abort, and a key that the server does not take. */
function isFinal(error: unknown): boolean {
  if (!InspireError.isInstance(error) || error.code !== 'CONNECTION_FAILED') return true;
  return / 40[13]\)$/.test(error.message);
}

async function create(options: SocketOptions): Promise<WebSocketLike> {
  try {
    return await createSocket(options);
  } catch (cause) {
    // What is no address: an error of this name in `ws` and in browsers.
    if (!(cause instanceof Error && cause.name === 'SyntaxError')) throw cause;
    throw new InspireError({
      code: 'URL_INVALID',
      message: `this is no address of a websocket (${cause.message})`,
      at: options.url,
      fix: 'give one such as ws://127.0.0.1:8000, or wss://… with TLS',
      cause,
    });
  }
}

async function createSocket({ url, apiKey }: SocketOptions): Promise<WebSocketLike> {
  if (typeof process !== 'undefined' && process.versions?.node !== undefined) {
    const { WebSocket } = await import('ws');
    const headers = apiKey === undefined ? {} : { authorization: `Api-Key ${apiKey}` };
    // `ws` has the browser's interface beside its own.
    const options = { headers, perMessageDeflate: false, maxPayload: 0 };
    return new WebSocket(url, options) as unknown as WebSocketLike;
  }
  const { WebSocket } = globalThis as { readonly WebSocket?: new (url: string) => WebSocketLike };
  if (WebSocket !== undefined && apiKey === undefined) return new WebSocket(url);
  throw new InspireError({
    code: 'API_KEY_UNSUPPORTED',
    message: 'a browser cannot send a key with a websocket',
    at: 'apiKey',
    fix: 'put a proxy that adds the header before the server',
  });
}

async function connect(
  socket: WebSocketLike,
  url: string,
  signal: AbortSignal | undefined,
): Promise<MessageSocket> {
  socket.binaryType = 'arraybuffer';
  const inbox = createMessageInbox<Uint8Array | string>();
  socket.addEventListener('message', ({ data }) => {
    inbox.put(typeof data === 'string' ? data : new Uint8Array(data as ArrayBuffer));
  });
  const closed = new Promise<InspireError>((resolve) => {
    socket.addEventListener('close', ({ code, reason }) => resolve(lostConnection(url, code, reason)));
  });
  let lost: InspireError | null = null;
  void closed.then((error) => {
    lost = error;
    inbox.end(error);
  });
  // In lock step a reply that nobody waits for would be taken for the next one's: an abort ends the connection.
  const drop = () => socket.close();
  await untilAborted(opening(socket, url), signal, drop);
  return {
    send(message) {
      if (lost !== null) throw lost;
      socket.send(message);
    },
    receive: (ending) => untilAborted(inbox.take(), ending, drop),
    async close() {
      socket.close(1000);
      await closed;
    },
  };
}

function opening(socket: WebSocketLike, url: string): Promise<void> {
  let trouble = '';
  socket.addEventListener('error', ({ message }) => {
    trouble = message ?? '';
  });
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('close', () => reject(failedConnection(url, trouble)));
  });
}

function failedConnection(url: string, trouble: string): InspireError {
  return new InspireError({
    code: 'CONNECTION_FAILED',
    message: `no connection (${trouble === '' ? 'refused' : trouble})`,
    at: url,
    fix: 'check the address and the key, and that the server runs; `patience` waits for it',
  });
}

function lostConnection(url: string, code: number | undefined, reason: string | undefined): InspireError {
  return new InspireError({
    code: 'CONNECTION_LOST',
    message: `the server closed the connection (${code ?? 'no code'}${reason ? `: ${reason}` : ''})`,
    at: url,
    fix: 'connect again',
  });
}
