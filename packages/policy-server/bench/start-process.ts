import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A server in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

/** Starts a program that prints its port and ends with its input. */
export async function startProcess(command: string, args: readonly string[]): Promise<ServerProcess> {
  const child = spawn(command, [...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const [port] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return {
    url: `ws://127.0.0.1:${port}`,
    process: child,
    async stop() {
      child.stdin.end('\n');
      await ended;
    },
  };
}

/** Our server with the instant policy. */
export function startOurs(): Promise<ServerProcess> {
  const program = fileURLToPath(new URL('./instant-server.ts', import.meta.url));
  return startProcess(process.execPath, ['--import', 'tsx', '--conditions=@inspire-vla/source', program]);
}
