import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Policy } from '../policy/policy.js';
import type { Protocol } from '../protocol/protocol.js';
import { createKeyCheck } from './api-keys.js';
import { createFairQueue } from './fair-queue.js';
import { createHttpServer, listen, type TlsOptions } from './http-server.js';
import { fillLimits, type ServerLimits, timerOf } from './limits.js';
import type { Log } from './log.js';
import { createMetrics } from './metrics.js';
import { createPages, refuseKey } from './pages.js';
import { createRestTransport } from './rest-transport.js';
import type { Transport } from './transport.js';
import { createWebsocketTransport } from './websocket-transport.js';

/** Options of {@link createPolicyServer}. */
export interface PolicyServerOptions {
  readonly policy: Policy;
  readonly protocol: Protocol;
  /** Default `127.0.0.1`: this machine only. */
  readonly host?: string;
  /** Default 8000; 0 takes a free one. */
  readonly port?: number;
  /** Clients must send one of these as `Authorization: Api-Key KEY`. Default: everybody may. */
  readonly apiKeys?: readonly string[];
  /** With a certificate the server speaks TLS. */
  readonly tls?: TlsOptions;
  /** Those that are left out, or undefined, are the default. */
  readonly limits?: { readonly [Name in keyof ServerLimits]?: ServerLimits[Name] | undefined };
  /** Default: nothing is logged. */
  readonly log?: Log;
}

/** A running server. */
export interface PolicyServer {
  readonly host: string;
  readonly port: number;
  /** Where clients connect to, e.g. `ws://127.0.0.1:8000`; of a REST protocol the whole address. */
  readonly url: string;
  /** Takes no more clients, answers what is running, refuses what waits, and closes. Calling it twice is harmless. */
  stop(): Promise<void>;
}

/**
 * Serves a policy behind a protocol.
 *
 * `GET /healthz` and `/health` say whether it can serve, `/metrics` is for Prometheus. One request runs at a time, in
 * turn over the clients. Stopping leaves the policy open.
 *
 * @throws InspireError `ADDRESS_UNAVAILABLE`, `API_KEY_INVALID`, `LIMIT_INVALID`, `TLS_INVALID`.
 *
 * @example
 * ```ts no-run
 * import { createOpenpiProtocol, createPolicyServer, type Policy } from '@inspire-vla/policy-server';
 *
 * export async function serve(policy: Policy) {
 *   const server = await createPolicyServer({ policy, protocol: createOpenpiProtocol(), port: 8000 });
 *   process.once('SIGTERM', () => server.stop().then(() => policy.close()));
 * }
 * ```
 */
export async function createPolicyServer(options: PolicyServerOptions): Promise<PolicyServer> {
  const { policy, protocol, host = '127.0.0.1', log = () => {} } = options;
  const limits = fillLimits(options.limits ?? {});
  const isAllowed = createKeyCheck(options.apiKeys ?? []);
  let trouble: string | null = null;
  const problem = () => trouble;
  const metrics = await createMetrics(protocol.name);
  const service = { policy, queue: createFairQueue(limits.queue), metrics, limits, log, isAllowed, problem };
  const pages = createPages({ protocol, metrics, isAllowed, problem });
  const http = createHttpServer(options.tls, limits, handle);
  const transport: Transport =
    protocol.kind === 'rest'
      ? createRestTransport({ ...service, protocol })
      : createWebsocketTransport(http, { ...service, protocol });

  function handle(request: IncomingMessage, response: ServerResponse): void {
    if (pages(request, response)) return;
    if (isAllowed(request.headers.authorization)) transport.request(request, response);
    else refuseKey(response);
  }
  let stopped: Promise<void> | null = null;
  async function stop(): Promise<void> {
    trouble = 'stopping';
    log({ level: 'info', event: 'stopping', waiting: service.queue.length });
    service.queue.close();
    const closed = close(http);
    await transport.stop(timerOf(limits.stopSeconds));
    http.closeAllConnections();
    await closed;
    log({ level: 'info', event: 'stopped' });
  }

  void policy.ended?.then((error) => {
    trouble ??= 'the policy has ended';
    if (error !== null)
      log({ level: 'error', event: 'policy-ended', code: error.code, message: error.message });
  });
  const port = await listen(http, host, options.port ?? 8000);
  const url = addressOf(options, host, port);
  log({ level: 'info', event: 'listening', url, protocol: protocol.name, policy: policy.description.name });
  if ((options.apiKeys ?? []).length === 0 && !/^(127\.|::1$|localhost$)/.test(host)) {
    log({ level: 'warn', event: 'unprotected', message: 'other machines can connect without a key' });
  }
  return {
    host,
    port,
    url,
    stop() {
      stopped ??= stop();
      return stopped;
    },
  };
}

async function close(http: Server): Promise<void> {
  http.close();
  await once(http, 'close');
}

function addressOf({ protocol, tls }: PolicyServerOptions, host: string, port: number): string {
  const isRest = protocol.kind === 'rest';
  const scheme = `${isRest ? 'http' : 'ws'}${tls === undefined ? '' : 's'}`;
  return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}${isRest ? protocol.path : ''}`;
}
