import { createOpenpiProtocol, createPolicyServer, createWorkerPolicy } from '@inspire-vla/policy-server';
import { driveRobot, type RobotStep } from './robot.js';

/** Options of {@link run}. */
export interface RunOptions {
  /** A folder with `inspire-model.json`. */
  readonly model: string;
  /** The module of `createPolicy`. */
  readonly module: URL;
  readonly instruction: string;
  readonly steps: number;
  /** Options of node for the policy's thread. */
  readonly execArgv?: readonly string[];
}

/** Serves a model on a free port, lets a robot ask it for some steps, and gives them with the server's counters. */
export async function run(options: RunOptions): Promise<{
  readonly steps: readonly RobotStep[];
  readonly metrics: string;
}> {
  const { model, module, instruction, execArgv } = options;
  const policy = await createWorkerPolicy({
    module,
    options: { model },
    ...(execArgv === undefined ? {} : { execArgv }),
  });
  const server = await createPolicyServer({ policy, protocol: createOpenpiProtocol(), port: 0 });
  try {
    const steps = await driveRobot(server.url, instruction, options.steps);
    const metrics = await fetch(`${server.url.replace('ws', 'http')}/metrics`);
    return { steps, metrics: await metrics.text() };
  } finally {
    await server.stop();
    await policy.close();
  }
}
