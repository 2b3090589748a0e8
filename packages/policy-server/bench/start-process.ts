import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A server in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  readonly process: ChildProcess;
  /** Ends it; gives the last line that it printed. */
  stop(): Promise<string>;
}

/** The key of servers that are started with one. */
export const key = 'bench';

/** Starts a program that prints its port and ends with its input. */
export async function startProcess(command: string, args: readonly string[]): Promise<ServerProcess> {
  const child = spawn(command, [...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  const lines = createInterface({ input: child.stdout });
  let last = '';
  lines.on('line', (line) => {
    last = line;
  });
  const [port] = (await once(lines, 'line')) as [string];
  return {
    url: `ws://127.0.0.1:${port}`,
    process: child,
    async stop() {
      child.stdin.end('\n');
      await ended;
      return last;
    },
  };
}

/** Our server with the instant policy; with one that takes so many milliseconds, and a key, where they are given. */
export function startOurs(milliseconds?: string): Promise<ServerProcess> {
  return startOwn('instant-server.ts', milliseconds === undefined ? [] : [milliseconds, key]);
}

/** Clients that misbehave, at a lower priority: elsewhere they would have processors of their own. */
export async function startHostile(url: string): Promise<ServerProcess> {
  const started = await startOwn('hostile-clients.ts', [url, key]);
  setPriority(started.process.pid ?? 0, constants.priority.PRIORITY_BELOW_NORMAL);
  return started;
}

function startOwn(file: string, args: readonly string[]): Promise<ServerProcess> {
  const program = fileURLToPath(new URL(`./${file}`, import.meta.url));
  const node = ['--import', 'tsx', '--conditions=@inspire-vla/source', program, ...args];
  return startProcess(process.execPath, node);
}
