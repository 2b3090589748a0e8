import type { StateLayout } from '../state-layout.js';

/** A layout whose position stands in the columns 0, 1, 2 of one feature, the gripper behind it. */
function inOneFeature(
  feature: string,
  columns: StateLayout['gripper']['columns'],
  gripper: Partial<Pick<StateLayout['gripper'], 'signal' | 'closed'>> = {},
): StateLayout {
  return {
    position: { feature, columns: [0, 1, 2], metresPerUnit: 1 },
    gripper: { feature, columns, signal: 'opening', closed: 'low', ...gripper },
  };
}

/** Before DROID's names: in LeRobot's conversion, and as our RLDS reader leaves `steps/observation/` away. */
const droidPrefixes = ['observation.state.', '', 'observation.', 'observation/'] as const;

const states = ['state', 'observation.state', 'observation/state'] as const;

/**
 * Layouts of well-known datasets, each under the names that its conversions give the state; the first that fits a
 * source is taken.
 *
 * `libero`: position 3, axis-angle 3, two fingers of opposite sign (openpi\@15a9616 examples/libero, and this
 * repository's reader). `droid`: Cartesian position, gripper 0 open to 1 closed (the RLDS dataset's own features
 * `cartesian_position` and `gripper_position`; droid_policy_learning; LeRobot's conversion). `bridge`: position 3, Euler
 * angles 3, gripper 1 open to 0 closed, as the dataset has it, or with an unused number before the gripper, as training
 * code pads it (openvla\@c8f03f48 prismatic/vla/datasets/rlds/oxe/configs.py).
 */
export const stateLayouts: Readonly<Record<string, readonly StateLayout[]>> = {
  libero: states.map((feature) => inOneFeature(feature, [6, 7])),
  droid: [
    ...droidPrefixes.map((prefix): StateLayout => {
      const gripper = { feature: `${prefix}gripper_position`, columns: [0] as [number] };
      return {
        position: { feature: `${prefix}cartesian_position`, columns: [0, 1, 2], metresPerUnit: 1 },
        gripper: { ...gripper, signal: 'state', closed: 'high' },
      };
    }),
    ...states.map((feature) => inOneFeature(feature, [6], { signal: 'state', closed: 'high' })),
  ],
  bridge: [7, 6].flatMap((column) => states.map((feature) => inOneFeature(feature, [column]))),
};

/**
 * Well-known datasets whose states say no place, and what they say: LeRobot's recordings of SO-100 arms
 * (`shoulder_pan` … `gripper`), and ALOHA's of two (`left_waist` … `right_gripper`).
 */
export const jointLayouts: Readonly<Record<string, string>> = {
  so100: "the angles of an arm's joints and of its gripper",
  aloha: "the angles of two arms' joints and of their grippers",
};
