import { WebSocket } from 'ws';
import type { Answer, WebsocketProtocol } from '../protocol/protocol.js';
import { explainClose } from './explain-close.js';
import { failedEntry } from './failed-entry.js';
import { type ServerLimits, timerOf } from './limits.js';
import { type Service, serveClient } from './serve-client.js';

/** What a connection needs beside its socket. */
export interface ConnectionContext extends Service {
  readonly protocol: WebsocketProtocol;
  readonly limits: ServerLimits;
  /** Number of the connection. */
  readonly connection: number;
}

/** A connection of a server that may have to stop. */
export interface WebsocketConnection {
  /** Closes with 1001, after the reply to what is running. */
  stop(): void;
  terminate(): void;
  readonly closed: Promise<void>;
}

/** Messages that may wait for their answer; a client that sends more is not read from until they have it. */
const longestInbox = 2;

/** Serves one websocket: one message after another, the next one when the last reply has left this process. */
export function serveWebsocket(socket: WebSocket, context: ConnectionContext): WebsocketConnection {
  const { protocol, limits, metrics, log, connection } = context;
  const client = serveClient(context);
  const conversation = protocol.converse(client);
  const inbox: (Uint8Array | string)[] = [];
  let [isBusy, isStopping] = [false, false];
  let idle = setTimeout(() => {}, 0);
  explainClose(socket, (error) => {
    report(error);
    return conversation.refuse(error);
  });

  function report(error: unknown): void {
    const entry = failedEntry(error);
    metrics.request(entry.code);
    log({ ...entry, connection });
  }
  function rest(): void {
    clearTimeout(idle);
    idle = setTimeout(() => socket.close(1001, 'idle'), timerOf(limits.idleSeconds));
  }
  async function answer(message: Uint8Array | string): Promise<void> {
    const started = performance.now();
    // Its memory may move to the policy's thread, and its length with it.
    const bytes = typeof message === 'string' ? Buffer.byteLength(message) : message.length;
    metrics.received(bytes);
    const { message: reply, close, error } = await conversation.answer(message);
    if (error === undefined) metrics.request('ok');
    else report(error);
    const milliseconds = performance.now() - started;
    log({ level: 'debug', event: 'answered', connection, milliseconds, bytes });
    if (reply !== null) await send(socket, reply, limits.sendSeconds);
    if (close !== undefined) socket.close(close.code, close.reason);
  }
  async function work(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    clearTimeout(idle);
    for (let next = inbox.shift(); next !== undefined && isOpen(); next = inbox.shift()) {
      socket.resume();
      await answer(next);
      if (isStopping) inbox.length = 0;
    }
    isBusy = false;
    // Else what comes next, its own end among it, would not be read.
    socket.resume();
    if (isStopping) socket.close(1001, 'the server stops');
    else if (isOpen()) rest();
  }
  const isOpen = () => socket.readyState === WebSocket.OPEN;

  socket.on('message', (data: Buffer, isBinary: boolean) => {
    if (isStopping || !isOpen()) return;
    inbox.push(isBinary ? ownMemory(data) : data.toString('utf8'));
    if (inbox.length >= longestInbox) socket.pause();
    work().catch((error: unknown) => {
      // Only a protocol of somebody else throws; its other clients go on.
      report(error);
      socket.close(1011, 'internal error');
    });
  });
  // What the library refuses has been answered and counted in explainClose.
  socket.on('error', () => {});
  const closed = new Promise<void>((resolve) => {
    socket.on('close', (code: number) => {
      clearTimeout(idle);
      inbox.length = 0;
      client.leave();
      metrics.clients(-1);
      log({ level: 'info', event: 'disconnected', connection, code });
      resolve();
    });
  });
  metrics.clients(1);
  rest();
  if (conversation.greeting !== null) void send(socket, conversation.greeting, limits.sendSeconds);
  return {
    closed,
    terminate: () => socket.terminate(),
    stop() {
      isStopping = true;
      if (!isBusy) socket.close(1001, 'the server stops');
    },
  };
}

/** The message in memory of its own: a small one stands in the socket's, beside the next. */
function ownMemory(message: Uint8Array): Uint8Array {
  return message.byteLength === message.buffer.byteLength
    ? message
    : Uint8Array.prototype.slice.call(message);
}

/** Sends, and waits until the bytes have left this process. A client that does not read loses its connection. */
async function send(
  socket: WebSocket,
  message: NonNullable<Answer['message']>,
  seconds: number,
): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(() => socket.terminate(), timerOf(seconds));
    socket.send(message, () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
