import type { ActionGripper } from '@inspire-vla/adapter';
import type { ValueMap } from '../codec/value.js';
import type { PolicyDescription } from '../policy/policy.js';
import type { VlaEvalGripper } from './vla-eval-gripper.js';

/** A part of an action or an observation in vla-eval's terms. */
export interface VlaEvalSpec {
  readonly name: string;
  readonly dims: number;
  readonly format: string;
  readonly range?: readonly [number, number];
}

/** What the harness is told of actions and observations. */
export interface VlaEvalSpecs {
  /** Default: LIBERO's, where the policy's actions have 7 numbers. */
  readonly actionSpec?: Readonly<Record<string, VlaEvalSpec>>;
  /** Default: LIBERO's. */
  readonly observationSpec?: Readonly<Record<string, VlaEvalSpec>>;
}

const liberoArm: Readonly<Record<string, VlaEvalSpec>> = {
  position: { name: 'position', dims: 3, format: 'delta_xyz', range: [-1, 1] },
  rotation: { name: 'rotation', dims: 3, format: 'axis_angle', range: [-3.15, 3.15] },
};

const liberoState: VlaEvalSpec = { name: 'state', dims: 8, format: 'eef_pos3_axisangle3_gripper2' };

/** The server's part of the hello: what it wants to be sent, and what its actions are. */
export function hello(policy: PolicyDescription, options: VlaEvalSpecs, wanted: VlaEvalGripper): ValueMap {
  const liberoAction = { ...liberoArm, gripper: gripperSpec(policy.gripper, wanted) };
  const { actionSpec = policy.actionDimensions === 7 ? liberoAction : undefined, observationSpec } = options;
  return {
    harness_version: 'inspire-vla',
    protocol_version: 1,
    model_server: policy.name,
    capabilities: {},
    observation_params: { send_wrist_image: policy.cameras.length > 1, send_state: true },
    ...(actionSpec === undefined ? {} : { action_spec: specMap(actionSpec) }),
    observation_spec: specMap(observationSpec ?? liberoObservation(policy)),
  };
}

function liberoObservation({ cameras }: PolicyDescription): Readonly<Record<string, VlaEvalSpec>> {
  const picture = (name: string): VlaEvalSpec => ({ name, dims: 0, format: 'rgb_hwc_uint8' });
  return {
    agentview: picture('image'),
    ...(cameras.length > 1 ? { wrist: picture('image') } : {}),
    language: { name: 'language', dims: 0, format: 'language' },
    state: liberoState,
  };
}

function specMap(specs: Readonly<Record<string, VlaEvalSpec>>): ValueMap {
  return Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, { ...spec }]));
}

/** The harness's words for what a benchmark is given; LIBERO's where a policy does not say what it gives. */
function gripperSpec(own: ActionGripper | undefined, wanted: VlaEvalGripper): VlaEvalSpec {
  const given = wanted === 'as-recorded' ? own : wanted;
  const common = { name: 'gripper', dims: 1 };
  if (given === 'minus-one-is-open') return { ...common, format: 'binary_close_positive', range: [-1, 1] };
  if (given === 'open-is-one') return { ...common, format: 'continuous_01', range: [0, 1] };
  return given === 'closed-is-one'
    ? { ...common, format: 'binary_close_01', range: [0, 1] }
    : { ...common, format: 'raw' };
}
