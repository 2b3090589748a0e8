import type { EpisodeSource, Feature } from '@inspire-vla/dataset';
import { type ChosenLayout, type StateLayout, stateLayoutSchema } from './state-layout.js';

/**
 * Guesses a layout from the names of a feature's elements; null where they do not say it, or say it of several arms.
 * Joint positions alone say nothing of where the effector is.
 */
export function guessStateLayout(source: EpisodeSource): ChosenLayout | null {
  const layouts = source.features.flatMap((feature) => layoutOf(feature) ?? []);
  const sides = new Set(layouts.map(({ position }) => sideOf(position.feature)));
  const [layout] = layouts;
  // A feature for each arm.
  if (layout === undefined || (sides.has('left') && sides.has('right'))) return null;
  return { layout, origin: "by the features' names" };
}

function layoutOf({ name: feature, names }: Feature): StateLayout | null {
  // LeRobot keeps where things stand in `observation.environment_state`.
  if (names === null || !/state|pose|proprio/.test(feature) || /environment/.test(feature)) return null;
  const position = positionOf(names);
  const gripper = position === null ? null : gripperOf(names, position.prefix);
  if (position === null || gripper === null) return null;
  return stateLayoutSchema.parse({
    position: { feature, columns: position.columns },
    // One number can be an opening or its opposite, so its levels alone are used.
    gripper: {
      feature,
      columns: gripper,
      signal: gripper.length === 1 ? 'state' : 'opening',
      closed: isClosedness(gripper.map((column) => names[column] ?? '')) ? 'high' : 'low',
    },
  });
}

/** `gripper_closed` grows as the gripper closes; `gripper_open_close` says neither. */
function isClosedness([name = '', ...others]: readonly string[]): boolean {
  return others.length === 0 && /clos/i.test(name) && !/open/i.test(name);
}

/** Whether a name is of what the robot stands on, of its other parts or of what it sees; `base_to_eef` is the hand's. */
function isNotHand(prefix: string): boolean {
  return (
    /base|torso|head|object|camera/i.test(prefix) &&
    !/(?<![a-z])ee|eef|effector|tcp|tool|gripper/i.test(prefix)
  );
}

/** Names of what is no present place: how fast something moves, how hard it pushes, or where it is to go. */
const notPresent =
  /vel|speed|acc|torque|effort|force|current|target|goal|desired|command|cmd|delta|prev|last/i;

interface NamedPosition {
  /** What stands before x, y and z, e.g. `eef_`. */
  readonly prefix: string;
  readonly columns: readonly [number, number, number];
}

/** The one x, y and z of the same prefix; null where there is none, or where there are several. */
function positionOf(names: readonly string[]): NamedPosition | null {
  const axes = new Map<string, Map<string, number>>();
  for (const [index, name] of names.entries()) {
    const found = axisOf(name);
    if (found === null) continue;
    const columns = axes.get(found.prefix) ?? new Map<string, number>();
    axes.set(found.prefix, columns.set(found.axis, index));
  }
  const whole = [...axes].flatMap(([prefix, columns]) => {
    const [x, y, z] = ['x', 'y', 'z'].map((axis) => columns.get(axis));
    return x === undefined || y === undefined || z === undefined
      ? []
      : [{ prefix, columns: [x, y, z] as const }];
  });
  const [only, ...others] = whole;
  return only === undefined || others.length > 0 ? null : only;
}

/** `x`, `eef_x`, `ee_pos.x`, `position_x`; not `rx`, `qx`, `quat_x`, `joint_x` or `vel_x`. */
function axisOf(name: string): { readonly prefix: string; readonly axis: string } | null {
  const [, prefix = '', axis = ''] = /^(.*[._/ -])?([xyz])$/i.exec(name) ?? [];
  if (
    axis === '' ||
    /rot|quat|joint|ang|ori|^q/i.test(prefix) ||
    notPresent.test(prefix) ||
    isNotHand(prefix)
  )
    return null;
  return { prefix: prefix.toLowerCase(), axis: axis.toLowerCase() };
}

/** The column of the gripper, or those of its two fingers; null where it cannot be told. */
function gripperOf(names: readonly string[], prefix: string): readonly number[] | null {
  // `gripper_x` is where it is, and not how far it is open.
  const found = names.flatMap((name, index) =>
    /gripper|finger/i.test(name) && !notPresent.test(name) && axisOf(name) === null
      ? [{ name: name.toLowerCase(), index }]
      : [],
  );
  const [first, second, ...others] = found;
  if (first === undefined || others.length > 0) return null;
  if (second !== undefined) return areFingers(first.name, second.name) ? [first.index, second.index] : null;
  // The other arm's gripper.
  const [mine, its] = [sideOf(prefix), sideOf(first.name)];
  return mine === null || its === null || mine === its ? [first.index] : null;
}

/**
 * `gripper_left` and `gripper_right`, `finger_1` and `finger_2`, twice `gripper`: the same but for the side or the number.
 * A side before the gripper is an arm's.
 */
function areFingers(one: string, other: string): boolean {
  const stems = [one, other].map((name) => name.replace(/left|right|(?<![a-z])[lr](?![a-z])|\d+/g, '#'));
  const isOfArms = one !== other && /#.*gripper/.test(stems[0] ?? '');
  return stems[0] === stems[1] && !isOfArms;
}

function sideOf(name: string): 'left' | 'right' | null {
  if (name.includes('left')) return 'left';
  return name.includes('right') ? 'right' : null;
}
