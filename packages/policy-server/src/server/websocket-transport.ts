import { type IncomingMessage, type Server, ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { failedEntry } from './failed-entry.js';
import { largestInteger } from './limits.js';
import { refuseRequest } from './respond.js';
import type { Transport } from './transport.js';
import { type ConnectionContext, serveWebsocket, type WebsocketConnection } from './websocket-connection.js';

/** What a websocket transport needs. */
export interface WebsocketTransportContext extends Omit<ConnectionContext, 'connection'> {
  readonly isAllowed: (authorization: string | undefined) => boolean;
  /** Why no request can be served now, or null. */
  readonly problem: () => string | null;
}

/** Serves a websocket protocol on every path of a server. */
export function createWebsocketTransport(http: Server, context: WebsocketTransportContext): Transport {
  const { limits, log, isAllowed, problem } = context;
  // As the protocols have it: no compression. Pings are answered by the library.
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: Math.min(limits.messageBytes, largestInteger),
    clientTracking: false,
  });
  const connections = new Set<WebsocketConnection>();
  let count = 0;

  function refusal(request: IncomingMessage): readonly [status: number, code: string] | null {
    if (!isAllowed(request.headers.authorization)) return [401, 'API_KEY_WRONG'];
    if (problem() !== null) return [503, 'SERVER_STOPPING'];
    return connections.size >= limits.clients ? [503, 'TOO_MANY_CLIENTS'] : null;
  }

  http.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy());
    if (request.headers.upgrade?.toLowerCase() !== 'websocket') return answerAsItIs(http, request);
    const refused = refusal(request);
    if (refused !== null) {
      const [status, code] = refused;
      log({ level: 'warn', event: 'refused', code, address: request.socket.remoteAddress });
      return refuseUpgrade(stream, status, code);
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      count += 1;
      log({ level: 'info', event: 'connected', connection: count, address: request.socket.remoteAddress });
      // What the client sends meanwhile must not end this process, even where it is not served.
      socket.on('error', () => {});
      try {
        const connection = serveWebsocket(socket, { ...context, connection: count });
        connections.add(connection);
        void connection.closed.then(() => connections.delete(connection));
      } catch (error) {
        // The policy has no place for this client; the others keep theirs.
        const entry = failedEntry(error);
        context.metrics.request(entry.code);
        log({ ...entry, level: 'error', connection: count });
        socket.close(1011, entry.code);
      }
    });
  });

  return {
    request: (_, response) =>
      refuseRequest(response, 426, 'UPGRADE_REQUIRED', 'this is a websocket server', {
        upgrade: 'websocket',
      }),
    async stop(milliseconds) {
      const all = [...connections];
      for (const connection of all) connection.stop();
      const timer = setTimeout(() => {
        for (const connection of all) connection.terminate();
      }, milliseconds);
      await Promise.all(all.map(({ closed }) => closed));
      clearTimeout(timer);
    },
  };
}

/** Ignores an upgrade to what is not served here, as RFC 9110 (7.8) allows: `curl --http2` asks for `h2c`. */
function answerAsItIs(http: Server, request: IncomingMessage): void {
  const response = new ServerResponse(request);
  // Node has taken its parser off the connection, so nothing more can be asked over it.
  response.shouldKeepAlive = false;
  response.assignSocket(request.socket);
  response.once('finish', () => request.socket.destroySoon());
  http.emit('request', request, response);
}

function refuseUpgrade(stream: Duplex, status: number, code: string): void {
  const body = JSON.stringify({ error: { code } });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
    ...(status === 401 ? ['www-authenticate: Api-Key'] : ['retry-after: 1']),
  ];
  // Else a client that keeps its side open would hold a connection for as long as it likes.
  stream.once('finish', () => stream.destroy());
  stream.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
