import type { ActionGripper } from '@inspire-vla/adapter';
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

/** A position and a gripper, each in a feature of its own, or far apart in one. */
function inFeatures(
  [place, columns, metresPerUnit = 1]: readonly [string, readonly [number, number, number], number?],
  [fingers, column, gripper = {}]: readonly [
    string,
    number,
    Partial<Pick<StateLayout['gripper'], 'signal' | 'closed'>>?,
  ],
): StateLayout {
  return {
    position: { feature: place, columns: [...columns], metresPerUnit },
    gripper: { feature: fingers, columns: [column], signal: 'opening', closed: 'low', ...gripper },
  };
}

const closedness = { signal: 'state', closed: 'high' } as const;

/** Where the position stands in a pose of 4 by 4 numbers that is written column by column. */
const ofMatrix = [12, 13, 14] as const;

/**
 * Layouts of datasets of Open X-Embodiment, by their names without the endings that tell who converted them, under the
 * names that features have once our RLDS reader has read them. Columns and signs are those of what trains on all of
 * them (openvla\@c8f03f48 prismatic/vla/datasets/rlds/oxe/transforms.py, RoboticsDiffusionTransformer\@deb71d82
 * data/preprocess_scripts) and of the descriptions in the datasets' own `features.json`.
 */
const openXEmbodiment: Readonly<Record<string, readonly StateLayout[]>> = {
  fractal20220817_data: [
    inFeatures(['base_pose_tool_reached', [0, 1, 2]], ['gripper_closed', 0, closedness]),
  ],
  taco_play: [inFeatures(['robot_obs', [0, 1, 2]], ['robot_obs', 6])],
  berkeley_autolab_ur5: [inFeatures(['robot_state', [6, 7, 8]], ['robot_state', 13, closedness])],
  bc_z: [inFeatures(['present.xyz', [0, 1, 2]], ['present.sensed_close', 0, closedness])],
  viola: [inFeatures(['ee_states', ofMatrix], ['gripper_states', 0])],
  austin_buds: [inFeatures(['state', [20, 21, 22]], ['state', 7])],
  austin_sailor: [inFeatures(['state', [0, 1, 2]], ['state_gripper', 0])],
  austin_sirius: [inFeatures(['state_ee', ofMatrix], ['state_gripper', 0])],
  utaustin_mutex: [inFeatures(['state', [20, 21, 22]], ['state', 7])],
  stanford_hydra: [inFeatures(['state', [0, 1, 2]], ['state', 24])],
  furniture_bench: [inFeatures(['state', [0, 1, 2]], ['state', 34])],
  fmb: [inFeatures(['eef_pose', [0, 1, 2]], ['state_gripper_pose', 0, closedness])],
  dobbe: [inFeatures(['xyz', [0, 1, 2]], ['gripper', 0, { signal: 'state' }])],
  // The last two joints are the fingers', which are 0 where they are open (clvrai/clvr_jaco_play_dataset, README.md).
  jaco_play: [inFeatures(['end_effector_cartesian_pos', [0, 1, 2]], ['joint_pos', 7, closedness])],
  // Its gripper stands in the action alone.
  nyu_franka_play: [inFeatures(['state', [7, 8, 9]], ['actions', 13, { signal: 'command' }])],
  // In decimetres.
  ucsd_pick_and_place: [inFeatures(['state', [0, 1, 2], 0.1], ['state', 6])],
};

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
  ...openXEmbodiment,
};

/**
 * Datasets of several names, each with the layout that all of them have. LIBERO's are not among them: they are known by
 * the same names with their pictures upright and turned by half, so that whoever labels them has to say which.
 */
export const familyLayouts: readonly (readonly [names: RegExp, layout: string])[] = [
  [/^droid/, 'droid'],
  [/^bridge/, 'bridge'],
];

/**
 * What the last number of an action says of the gripper, by the name of a layout, where its values alone do not tell:
 * 0 and 1 may each be open (openvla\@c8f03f48 prismatic/vla/datasets/rlds/oxe/transforms.py).
 */
export const layoutGrippers: Readonly<Record<string, ActionGripper>> = {
  bridge: 'open-is-one',
  dobbe: 'open-is-one',
  nyu_franka_play: 'open-is-one',
  bc_z: 'closed-is-one',
  droid: 'closed-is-one',
  stanford_hydra: 'closed-is-one',
};

/**
 * Well-known datasets whose states say no place, and what they say: LeRobot's recordings of SO-100 arms
 * (`shoulder_pan` … `gripper`), ALOHA's of two (`left_waist` … `right_gripper`), and two of Open X-Embodiment.
 */
export const jointLayouts: Readonly<Record<string, string>> = {
  so100: "the angles of an arm's joints and of its gripper",
  aloha: "the angles of two arms' joints and of their grippers",
  toto: "the angles of an arm's joints",
  ucsd_kitchen: "the angles of an arm's joints, their speeds and torques",
};
