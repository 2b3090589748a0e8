import { once } from 'node:events';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { actionGrippers, InspireError } from '@inspire-vla/adapter';
import {
  type Log,
  type LogEntry,
  type RobotName,
  robotNames,
  type VlaEvalGripper,
} from '@inspire-vla/policy-server';
import { Command, InvalidArgumentError, Option } from 'commander';
import { type PolicySource, protocolNames, type ServeChoices, type Served, serve } from '../serve/serve.js';
import { type CommandContext, colours } from '../terminal/context.js';
import { usageCode } from '../terminal/print-error.js';
import {
  checkModelOptions,
  type ModelCommandOptions,
  modelOptions,
  readModelChoices,
  refuseModelOptions,
} from './model-options.js';
import { parseCount, sharedOptions } from './options.js';
import { checkProtocolOptions } from './protocol-options.js';

interface ServeCommandOptions extends ModelCommandOptions {
  readonly model?: string;
  readonly policy?: string;
  readonly protocol: ServeChoices['protocol'];
  readonly host: string;
  readonly port: number;
  readonly apiKeyFile?: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly robot: RobotName | 'auto';
  readonly defaultPrompt?: string;
  readonly replan?: number;
  readonly benchmarkGripper?: VlaEvalGripper;
  readonly maxClients?: number;
  readonly maxMessage?: number;
  readonly maxQueue?: number;
  readonly idle?: number;
  readonly verbose?: true;
  readonly json?: true;
}

/** `inspire serve`: two-step inference behind a policy protocol. */
export function serveCommand(context: CommandContext, signal: AbortSignal): Command {
  const command = new Command('serve')
    .description('serve a model behind the protocol of openpi, OpenVLA or vla-eval')
    .addOption(
      new Option('--model <dir>', 'a folder with inspire-model.json, or hf:<user>/<name>[@revision]'),
    )
    .addOption(new Option('--policy <module>', 'a module that exports createPolicy, in place of a model'))
    .addOption(new Option('--protocol <name>', 'what clients speak').choices(protocolNames).default('openpi'))
    .addOption(new Option('--host <address>', 'where to listen').default('127.0.0.1'))
    .addOption(new Option('--port <n>', '0 takes a free one').argParser(parsePort).default(8000))
    .addOption(new Option('--api-key-file <file>', 'clients need one of its keys, one per line'))
    .addOption(new Option('--tls-cert <file>', 'certificate chain as PEM'))
    .addOption(new Option('--tls-key <file>', 'its key as PEM'))
    .addOption(
      new Option('--robot <name>', 'whose observations come to openpi')
        .choices(['auto', ...robotNames])
        .default('auto'),
    )
    .addOption(new Option('--default-prompt <text>', 'for openpi observations without one'))
    .addOption(
      new Option(
        '--replan <actions>',
        'actions of a chunk that vla-eval is given before a new one',
      ).argParser(parseCount),
    )
    .addOption(
      new Option(
        '--benchmark-gripper <convention>',
        'how the benchmark of vla-eval takes the gripper (default: by its name)',
      ).choices([...actionGrippers, 'as-recorded']),
    )
    .addOption(new Option('--max-clients <n>', 'default 128').argParser(parseCount))
    .addOption(new Option('--max-message <MiB>', 'default 32').argParser(parseCount))
    .addOption(new Option('--max-queue <n>', 'requests that may wait; default 128').argParser(parseCount))
    .addOption(
      new Option('--idle <seconds>', 'sends silent clients away; default 3600').argParser(parseCount),
    )
    .addOption(new Option('--verbose', 'also log every request'));
  for (const option of modelOptions()) command.addOption(option);
  return command
    .addOption(sharedOptions.json())
    .addOption(sharedOptions.quiet())
    .action((options: ServeCommandOptions, self: Command) => {
      if (options.model === undefined && options.policy !== undefined) refuseModelOptions(self);
      checkModelOptions(self);
      checkProtocolOptions(self, options.protocol);
      return run(options, context, signal);
    });
}

async function run(
  options: ServeCommandOptions,
  context: CommandContext,
  signal: AbortSignal,
): Promise<void> {
  const source = await sourceOf(options, context, signal);
  const served = await serve({ source, choices: choicesOf(options), log: createLog(options, context) });
  announce(served, options, context);
  const terminated = new AbortController();
  const terminate = () => terminated.abort();
  process.once('SIGTERM', terminate);
  try {
    const stopping = AbortSignal.any([signal, terminated.signal]);
    const asked = stopping.aborted ? Promise.resolve(null) : once(stopping, 'abort').then(() => null);
    const failure = await Promise.race([asked, served.policy.ended ?? asked]);
    await served.stop();
    if (failure !== null) throw failure;
    // For a server SIGTERM is the orderly end, and no interruption.
    if (!terminated.signal.aborted) signal.throwIfAborted();
  } finally {
    process.removeListener('SIGTERM', terminate);
  }
}

async function sourceOf(
  options: ServeCommandOptions,
  context: CommandContext,
  signal: AbortSignal,
): Promise<PolicySource> {
  const { model, policy } = options;
  if (model !== undefined && policy === undefined) {
    return { kind: 'model', choices: await readModelChoices(model, options, context, signal) };
  }
  if (policy !== undefined && model === undefined) {
    return { kind: 'module', module: pathToFileURL(resolve(policy)) };
  }
  throw new InspireError({
    code: usageCode,
    message: 'serve needs a model or a policy, and one of them only',
    fix: 'give --model DIR, or --policy MODULE',
  });
}

function choicesOf(options: ServeCommandOptions): ServeChoices {
  const { protocol, host, port, apiKeyFile, tlsCert, tlsKey, robot, defaultPrompt, replan } = options;
  const { benchmarkGripper, maxClients, maxMessage, maxQueue, idle } = options;
  return {
    protocol,
    host,
    port,
    robot,
    ...(apiKeyFile === undefined ? {} : { apiKeyFile }),
    ...(tlsCert === undefined ? {} : { tlsCertificate: tlsCert }),
    ...(tlsKey === undefined ? {} : { tlsKey }),
    ...(defaultPrompt === undefined ? {} : { defaultInstruction: defaultPrompt }),
    ...(replan === undefined ? {} : { replan }),
    ...(benchmarkGripper === undefined ? {} : { benchmarkGripper }),
    limits: {
      ...(maxClients === undefined ? {} : { clients: maxClients }),
      ...(maxMessage === undefined ? {} : { messageBytes: maxMessage * 1024 * 1024 }),
      ...(maxQueue === undefined ? {} : { queue: maxQueue }),
      ...(idle === undefined ? {} : { idleSeconds: idle }),
    },
  };
}

/** One line on standard output once clients can connect; a script waits for it. */
function announce(
  { server, policy }: Served,
  { protocol, json }: ServeCommandOptions,
  context: CommandContext,
): void {
  const { name, cameras, horizon, actionDimensions } = policy.description;
  const ready = { url: server.url, protocol, policy: name, cameras: cameras.map((camera) => camera.name) };
  const text = `${colours(context).green('serving')} ${name} on ${server.url} (${protocol}, chunks of ${horizon ?? '?'} × ${actionDimensions ?? '?'})`;
  context.output.write(`${json === true ? JSON.stringify(ready) : text}\n`);
}

/** The log goes to standard error, as JSON lines, so that standard output stays the results'. */
function createLog({ quiet, verbose }: ServeCommandOptions, { errors }: CommandContext): Log {
  const isWanted = ({ level }: LogEntry) => {
    if (level === 'debug') return verbose === true;
    return level === 'info' ? quiet !== true : true;
  };
  return (entry) => {
    if (isWanted(entry)) errors.write(`${JSON.stringify({ time: new Date().toISOString(), ...entry })}\n`);
  };
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('a port from 0 to 65535 is needed');
}
