import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Protocol } from '../protocol/protocol.js';
import type { Metrics } from './metrics.js';
import { refuseRequest, respond } from './respond.js';

/** What the pages beside the protocol need. */
export interface PagesContext {
  readonly protocol: Protocol;
  readonly metrics: Metrics;
  readonly isAllowed: (authorization: string | undefined) => boolean;
  /** Why no request can be served now, or null. */
  readonly problem: () => string | null;
}

/** Answers health checks, metrics and the protocol's own pages; false where the path is none of them. */
export type Pages = (request: IncomingMessage, response: ServerResponse) => boolean;

/** Makes the pages beside a protocol. Health needs no key, since those who ask for it have none. */
export function createPages({ protocol, metrics, isAllowed, problem }: PagesContext): Pages {
  const own = protocol.kind === 'websocket' ? (protocol.pages ?? {}) : {};
  return (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false;
    const [path = ''] = (request.url ?? '').split('?');
    const trouble = problem();
    if (path === '/healthz') {
      respond(
        response,
        trouble === null ? 200 : 503,
        'text/plain',
        trouble === null ? 'OK\n' : `${trouble}\n`,
      );
      return true;
    }
    if (path === '/health') {
      const body = JSON.stringify({ status: trouble ?? 'ok' });
      respond(response, trouble === null ? 200 : 503, 'application/json', body);
      return true;
    }
    const page = Object.hasOwn(own, path) ? own[path] : undefined;
    if (path !== '/metrics' && page === undefined) return false;
    if (!isAllowed(request.headers.authorization)) refuseKey(response);
    else if (page !== undefined) respond(response, 200, 'application/json', JSON.stringify(page()));
    else void metrics.read().then((text) => respond(response, 200, metrics.contentType, text));
    return true;
  };
}

/** 401 for a request without the right key. */
export function refuseKey(response: ServerResponse): void {
  refuseRequest(response, 401, 'API_KEY_WRONG', 'send Authorization: Api-Key KEY', keyHeaders);
}

const keyHeaders = { 'www-authenticate': 'Api-Key', connection: 'close' };
