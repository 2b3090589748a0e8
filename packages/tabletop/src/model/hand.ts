import { type Element, element } from './element.js';
import { tableHeight } from './settings.js';
import { box, type Rgb } from './solids.js';

/** The joints of the hand, in the order of the model's first coordinates and actuators. */
export const handJoints = ['hand_x', 'hand_y', 'hand_z', 'hand_yaw', 'hand_pitch', 'hand_roll'] as const;

/** Sizes and limits of the hand, metres and radians. */
export const handSizes = {
  /** Opening of each finger. */
  opening: 0.04,
  /** From the point between the fingers that counts as the end effector down to the finger tips. */
  tip: 0.012,
  /** From the end effector up to the lower side of the palm. */
  palm: 0.058,
  /** Half the fingers' thickness along the way that they close. */
  finger: 0.006,
} as const;

const shell: Rgb = [0.85, 0.85, 0.87];
const dark: Rgb = [0.2, 0.2, 0.22];
const friction = [1.5, 0.02, 0.0005];

/**
 * A hand that hangs from nothing: three slides and three hinges, each with a position actuator. With all joints at
 * zero the end effector is over the middle of the table at its surface, fingers down, closing along y.
 */
export function handBody(): Element {
  const slide = (name: string, axis: readonly number[]) =>
    element('joint', { name, type: 'slide', axis, armature: 0.3 });
  const hinge = (name: string, axis: readonly number[]) =>
    element('joint', { name, type: 'hinge', axis, armature: 0.01, pos: [0, 0, 0] });
  return element('body', { name: 'hand', pos: [0, 0, tableHeight], gravcomp: 1 }, [
    slide('hand_x', [1, 0, 0]),
    slide('hand_y', [0, 1, 0]),
    slide('hand_z', [0, 0, 1]),
    hinge('hand_yaw', [0, 0, 1]),
    hinge('hand_pitch', [0, 1, 0]),
    hinge('hand_roll', [1, 0, 0]),
    // LIBERO's end effector looks down: its z axis is the world's −z when the joints are at zero.
    element('site', { name: 'end_effector', quat: [0, 1, 0, 0], size: [0.005], group: 4 }),
    box([0.022, 0.058, 0.02], { colour: shell, mass: 0.3, position: [0, 0, handSizes.palm + 0.02] }),
    box([0.03, 0.03, 0.03], { colour: dark, mass: 0.2, position: [0, 0, handSizes.palm + 0.07] }),
    finger('left', 1),
    finger('right', -1),
  ]);
}

function finger(name: string, side: number): Element {
  const { finger: half, palm, tip, opening } = handSizes;
  return element('body', { name: `${name}_finger`, pos: [0, side * half, 0], gravcomp: 1 }, [
    element('joint', {
      name: `${name}_finger`,
      type: 'slide',
      axis: [0, side, 0],
      range: [0, opening],
      armature: 0.1,
      damping: 12,
    }),
    // One solid from tip to palm: at a seam between two, their contacts can hold what is let go.
    box([0.01, half, (tip + palm) / 2], {
      name: `${name}_pad`,
      colour: dark,
      mass: 0.04,
      position: [0, 0, (palm - tip) / 2],
      friction,
    }),
    box([0.0104, half + 0.0004, (tip + 0.014) / 2], {
      colour: shell,
      position: [0, 0, (0.014 - tip) / 2 - 0.0004],
      touches: false,
    }),
  ]);
}

/** Both fingers move as one, so that what they close on comes to lie between them. */
export function handEquality(): Element {
  return element('joint', {
    joint1: 'left_finger',
    joint2: 'right_finger',
    polycoef: [0, 1, 0, 0, 0],
    solref: [0.01, 1],
  });
}

/**
 * Position actuators of the six joints, then of the fingers. Strong damping makes the hand follow with a lag of an
 * eighth of a second, as LIBERO's arm does: a full action moves it by 2 cm per tick.
 */
export function handActuators(): readonly Element[] {
  const position = (joint: string, kp: number) => element('position', { name: joint, joint, kp, kv: kp / 8 });
  return [
    ...handJoints.slice(0, 3).map((joint) => position(joint, 3000)),
    ...handJoints.slice(3).map((joint) => position(joint, 40)),
    element('position', { name: 'fingers', joint: 'left_finger', kp: 800, forcerange: [-40, 40] }),
  ];
}
