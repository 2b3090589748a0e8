import { readFile } from 'node:fs/promises';
import { InspireError } from '@inspire-vla/adapter';
import {
  createOpenpiProtocol,
  createOpenVlaProtocol,
  createPolicyServer,
  createVlaEvalProtocol,
  createWorkerPolicy,
  type Log,
  type Policy,
  type PolicyServer,
  type Protocol,
  type RobotName,
  type ServerLimits,
  type VlaEvalGripper,
} from '@inspire-vla/policy-server';
import { checkDataset } from './check-dataset.js';
import type { ModelChoices } from './choices.js';

/** Makes each protocol by its name on the command line. */
const protocols = {
  openpi: ({ robot, defaultInstruction }: ServeChoices): Protocol =>
    createOpenpiProtocol({
      ...(robot === undefined ? {} : { robot }),
      ...(defaultInstruction === undefined ? {} : { defaultInstruction }),
    }),
  openvla: (): Protocol => createOpenVlaProtocol(),
  'vla-eval': ({ replan, benchmarkGripper }: ServeChoices): Protocol =>
    createVlaEvalProtocol({
      ...(replan === undefined ? {} : { replan }),
      ...(benchmarkGripper === undefined ? {} : { gripper: benchmarkGripper }),
    }),
};

/** Names of the protocols, for choices on a command line. */
export const protocolNames = Object.keys(protocols) as readonly (keyof typeof protocols)[];

/** What the user chose about a server. */
export interface ServeChoices {
  readonly protocol: keyof typeof protocols;
  readonly host: string;
  readonly port: number;
  /** A file with one key per line; empty lines and lines that begin with # do not count. */
  readonly apiKeyFile?: string;
  readonly tlsCertificate?: string;
  readonly tlsKey?: string;
  readonly robot?: RobotName | 'auto';
  readonly defaultInstruction?: string;
  readonly replan?: number;
  readonly benchmarkGripper?: VlaEvalGripper;
  readonly limits: Partial<ServerLimits>;
}

/** Where the policy comes from: a model folder, or a module that exports `createPolicy`. */
export type PolicySource =
  | { readonly kind: 'model'; readonly choices: ModelChoices }
  | { readonly kind: 'module'; readonly module: URL };

/** Options of {@link serve}. */
export interface ServeOptions {
  readonly source: PolicySource;
  readonly choices: ServeChoices;
  readonly log: Log;
  /** Options of node for the policy's thread; default those of this process. */
  readonly execArgv?: readonly string[];
}

/** A running server with its policy. */
export interface Served {
  readonly server: PolicyServer;
  readonly policy: Policy;
  /** Ends both, in order. */
  stop(): Promise<void>;
}

/**
 * Loads a policy in a thread of its own and serves it.
 *
 * @throws InspireError `API_KEY_FILE`, `TLS_FILE`, `USAGE` for statistics of several datasets, and what policy and server throw.
 */
export async function serve({ source, choices, log, execArgv }: ServeOptions): Promise<Served> {
  const { protocol, host, port, limits } = choices;
  const apiKeys = await readKeys(choices.apiKeyFile);
  const tls = await readTls(choices);
  const task =
    source.kind === 'model'
      ? { module: moduleUrl(), options: source.choices }
      : { module: source.module, options: undefined };
  const policy = await createWorkerPolicy({ ...task, ...(execArgv === undefined ? {} : { execArgv }) });
  try {
    // Clients of OpenVLA name the dataset themselves.
    if (source.kind === 'model' && protocol !== 'openvla')
      checkDataset(policy.description, source.choices.dataset);
    const server = await createPolicyServer({
      policy,
      protocol: protocols[protocol](choices),
      host,
      port,
      apiKeys,
      limits,
      log,
      ...(tls === null ? {} : { tls }),
    });
    return { server, policy, stop: () => server.stop().then(() => policy.close()) };
  } catch (error) {
    await policy.close();
    throw error;
  }
}

/** Beside this file, built or not. */
function moduleUrl(): URL {
  const isSource = import.meta.url.endsWith('.ts');
  return new URL(isSource ? './policy-module.ts' : './serve/policy-module.js', import.meta.url);
}

async function readKeys(file: string | undefined): Promise<readonly string[]> {
  if (file === undefined) return [];
  const lines = (await readText(file, 'API_KEY_FILE')).split('\n').map((line) => line.trim());
  const keys = lines.filter((line) => line !== '' && !line.startsWith('#'));
  if (keys.length > 0) return keys;
  // Without this, an empty file would open the server to everybody.
  throw new InspireError({
    code: 'API_KEY_FILE',
    message: 'the file has no key',
    at: file,
    fix: 'write one key per line',
  });
}

async function readTls({ tlsCertificate, tlsKey }: ServeChoices) {
  if (tlsCertificate === undefined && tlsKey === undefined) return null;
  if (tlsCertificate !== undefined && tlsKey !== undefined) {
    return {
      certificate: await readText(tlsCertificate, 'TLS_FILE'),
      key: await readText(tlsKey, 'TLS_FILE'),
    };
  }
  throw new InspireError({
    code: 'TLS_FILE',
    message: 'TLS needs a certificate and its key',
    fix: 'give both --tls-cert and --tls-key',
  });
}

async function readText(file: string, code: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new InspireError({
      code,
      message: `the file cannot be read (${(cause as NodeJS.ErrnoException).code ?? 'unknown'})`,
      at: file,
      fix: 'check path and permissions',
      cause,
    });
  }
}
