import { once } from 'node:events';
import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { InspireError } from '@inspire-vla/adapter';
import type { ServerLimits } from './limits.js';

/** PEM texts of a server's certificate chain and private key. */
export interface TlsOptions {
  readonly certificate: string;
  readonly key: string;
}

/** Connections beyond the clients, for health checks, metrics and those that are being refused. */
const spareConnections = 64;

/** Makes the server beneath every protocol. @throws InspireError `TLS_INVALID`. */
export function createHttpServer(
  tls: TlsOptions | undefined,
  { headSeconds, bodySeconds, clients }: ServerLimits,
  handle: RequestListener,
): Server {
  const timing = {
    headersTimeout: headSeconds * 1000,
    requestTimeout: Math.max(headSeconds, bodySeconds) * 1000,
    connectionsCheckingInterval: 1000,
    keepAlive: true,
    keepAliveInitialDelay: 30_000,
    noDelay: true,
  };
  const server = tls === undefined ? createServer(timing, handle) : createWithTls(tls, timing, handle);
  server.maxConnections = clients + spareConnections;
  // Node's own answer, 400 or 408, without a word about it in the process.
  server.on('tlsClientError', (_, socket) => socket.destroy());
  return server;
}

function createWithTls(
  { certificate, key }: TlsOptions,
  timing: ServerOptions,
  handle: RequestListener,
): Server {
  // Node takes an empty text for none, and would listen with nothing to show to a client.
  if (certificate.trim() === '' || key.trim() === '') throw tlsInvalid('one of them is empty');
  try {
    return createTlsServer({ ...timing, cert: certificate, key }, handle);
  } catch (cause) {
    throw tlsInvalid(cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function tlsInvalid(reason: string, cause?: unknown): InspireError {
  return new InspireError({
    code: 'TLS_INVALID',
    message: `certificate and key cannot be used (${reason})`,
    at: 'tls',
    fix: 'give a certificate chain and the private key that belongs to it, both as PEM',
    cause,
  });
}

/**
 * Binds a server.
 *
 * @returns the port.
 * @throws InspireError `ADDRESS_UNAVAILABLE`.
 */
export async function listen(server: Server, host: string, port: number): Promise<number> {
  try {
    server.listen({ host, port });
    await once(server, 'listening');
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw new InspireError({
      code: 'ADDRESS_UNAVAILABLE',
      message: `the server cannot listen there (${code ?? message})`,
      at: `${host}:${port}`,
      fix:
        code === 'EADDRINUSE'
          ? 'another program listens there: take another port'
          : 'take another host or port',
      cause,
    });
  }
  return (server.address() as AddressInfo).port;
}
