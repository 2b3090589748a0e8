import { WebSocket } from 'ws';
import {
  createOpenpiProtocol,
  createPolicyServer,
  type LogEntry,
  type Policy,
  type PolicyServer,
  type PolicyServerOptions,
} from '../index.js';

/** A server on a free port, and what it has logged. */
export interface StartedServer extends PolicyServer {
  readonly entries: readonly LogEntry[];
}

/** Starts a server; `release` of {@link createServers} stops it. */
export function createServers() {
  const started: { readonly server: PolicyServer; readonly policy: Policy }[] = [];
  return {
    async start(policy: Policy, options: Partial<PolicyServerOptions> = {}): Promise<StartedServer> {
      const entries: LogEntry[] = [];
      const server = await createPolicyServer({
        policy,
        protocol: createOpenpiProtocol(),
        port: 0,
        log: (entry) => entries.push(entry),
        ...options,
      });
      started.push({ server, policy });
      return { ...server, entries };
    },
    async release(): Promise<void> {
      for (const { server, policy } of started.splice(0)) {
        await server.stop();
        await policy.close();
      }
    },
  };
}

/** How a conversation ended. */
export interface Ending {
  readonly texts: readonly string[];
  readonly code: number;
}

/** Connects, waits for the greeting, sends frames as they are, and waits until the server closes. */
export async function sendFrames(
  url: string,
  send: (socket: WebSocket) => void,
  isGreeted = true,
): Promise<Ending> {
  const socket = new WebSocket(url, { perMessageDeflate: false, maxPayload: 0 });
  const texts: string[] = [];
  socket.on('error', () => {});
  return new Promise((resolve) => {
    let isSent = false;
    const begin = () => {
      if (!isSent) send(socket);
      isSent = true;
    };
    socket.on('open', () => {
      if (!isGreeted) begin();
    });
    socket.on('message', (data: Buffer, isBinary: boolean) => {
      if (!isBinary) texts.push(data.toString());
      else begin();
    });
    socket.on('close', (code) => resolve({ texts, code }));
  });
}

/** Waits until something holds; the test's own time limit ends a wait in vain. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
}
