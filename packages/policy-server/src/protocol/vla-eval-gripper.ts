import { type ActionGripper, convertGripper } from '@inspire-vla/adapter';

/** How a benchmark takes the gripper, or the policy's own numbers as they are. */
export type VlaEvalGripper = ActionGripper | 'as-recorded';

/**
 * What the harness's benchmarks make of the last number of seven, by their code (their specs say otherwise of SimplerEnv):
 * LIBERO's takes the sign, SimplerEnv's opens above 0.5, ManiSkill2's below.
 *
 * Source: vla-eval 0.8.0 (PyPI) benchmarks/<name>/benchmark.py, `step`.
 */
const grippers: ReadonlyMap<string, ActionGripper> = new Map([
  ...['libero', 'libero_mem', 'libero_plus', 'libero_pro', 'robocerebra', 'maniskill2'].map(
    (name) => [name, 'minus-one-is-open'] as const,
  ),
  ['simpler', 'open-is-one'],
]);

/**
 * How the gripper goes to a benchmark, by the name that its hello gives, e.g. `vla_eval.benchmarks.simpler.benchmark:…`.
 *
 * The harness's other benchmarks take what their data record; whoever gives no name, or one of its own, is taken for LIBERO's.
 */
export function gripperOf(benchmark: unknown): VlaEvalGripper {
  const [, name] = /\bvla_eval\.benchmarks\.(\w+)/.exec(String(benchmark)) ?? [];
  if (name === undefined) return 'minus-one-is-open';
  return grippers.get(name) ?? 'as-recorded';
}

/** An action as the benchmark takes it. @param own - the policy's convention, undefined where it is not known. */
export function giveGripper(
  action: readonly number[],
  own: ActionGripper | undefined,
  wanted: VlaEvalGripper,
): readonly number[] {
  return own === undefined || wanted === 'as-recorded' ? action : convertGripper(action, own, wanted);
}
