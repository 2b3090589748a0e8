import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { InspireError } from '@inspire-vla/adapter';
import type { RestProtocol } from '../protocol/protocol.js';
import { failedEntry } from './failed-entry.js';
import type { ServerLimits } from './limits.js';
import { readBody } from './read-body.js';
import { refuseRequest, respond } from './respond.js';
import { type ServedClient, type Service, serveClient } from './serve-client.js';

/** What requests need beside themselves. */
export interface RestContext extends Service {
  readonly protocol: RestProtocol;
  readonly limits: ServerLimits;
}

/** Answers the requests of a REST protocol; a kept-alive connection is one client. */
export interface RestRequests {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Resolves when no request is in hand. */
  finished(): Promise<void>;
}

const [tooMany, clientGone] = ['TOO_MANY_CLIENTS', 'CLIENT_GONE'] as const;

/** Codes of errors that pass by themselves. */
const passing = ['QUEUE_FULL', 'SERVER_STOPPING'];

/** Makes the handler of a REST protocol. */
export function createRestRequests(context: RestContext): RestRequests {
  const { protocol, limits, metrics, log } = context;
  const clients = new Map<Socket, ServedClient>();
  const running = new Set<Promise<void>>();

  /** Null where there are too many already. */
  function clientOf(socket: Socket): ServedClient | null {
    const known = clients.get(socket);
    if (known !== undefined) return known;
    if (clients.size >= limits.clients) return null;
    const client = serveClient(context);
    clients.set(socket, client);
    metrics.clients(1);
    socket.once('close', () => {
      clients.delete(socket);
      client.leave();
      metrics.clients(-1);
    });
    return client;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const started = performance.now();
    const client = clientOf(request.socket);
    if (client === null) {
      log({ level: 'warn', event: 'refused', code: tooMany, address: request.socket.remoteAddress });
      return refuseRequest(response, 503, tooMany, 'too many clients', { 'retry-after': '1' });
    }
    const { text: body, bytes } = await readBody(request, limits.messageBytes).catch((error: unknown) => {
      // A body that is not whole was broken off, if it was not refused.
      throw InspireError.isInstance(error) || request.complete ? error : brokenOff(error);
    });
    metrics.received(bytes);
    const { status, text, error } = await protocol.answer(body, client);
    const code = error === undefined ? succeed() : report(error);
    const milliseconds = performance.now() - started;
    log({ level: 'debug', event: 'answered', code, milliseconds, bytes });
    // A client of this protocol may take an error for an action; a status it cannot overlook is clearer.
    if (passing.includes(code)) {
      refuseRequest(response, 503, code, 'try again later', { 'retry-after': '1' });
    } else respond(response, status, 'application/json', text);
  }

  function succeed(): string {
    metrics.request('ok');
    return 'ok';
  }

  function report(error: unknown): string {
    const entry = failedEntry(error);
    metrics.request(entry.code);
    log(entry);
    return entry.code;
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await answer(request, response);
    } catch (error) {
      const code = report(error);
      if (code === 'MESSAGE_TOO_LONG') {
        refuseRequest(response, 413, code, 'the body is too long', { connection: 'close' });
      } else if (code === clientGone) response.destroy();
      else refuseRequest(response, 500, code, 'the request failed', { connection: 'close' });
    }
  }

  return {
    handle(request, response) {
      const job = handle(request, response).finally(() => running.delete(job));
      running.add(job);
      return job;
    },
    async finished() {
      await Promise.allSettled(running);
    },
  };
}

function brokenOff(cause: unknown): InspireError {
  const message = 'the client has gone before its request was whole';
  return new InspireError({ code: clientGone, message, at: 'connection', cause });
}
