import { type Defaults, readDefaults } from './defaults.js';
import {
  childrenOf,
  type Element,
  invalidModel,
  parseElements,
  placeOf,
  unsupportedModel,
} from './elements.js';
import {
  type Body,
  type Geom,
  type Joint,
  type JointType,
  jointTypes,
  type KinematicModel,
  positionWidths,
  type Site,
  velocityWidths,
} from './model.js';
import { type AngleOptions, numbersOf, orientationOf, unit } from './orientation.js';
import { identity } from './quaternion.js';

/** Elements that make, move or pull in bodies in ways that are not followed here. */
const unsupportedTags: ReadonlySet<string> = new Set([
  'include',
  'frame',
  'replicate',
  'composite',
  'flexcomp',
  'attach',
]);

/** What is collected while the bodies are walked. */
interface Walk {
  readonly angles: AngleOptions;
  readonly defaults: Defaults;
  readonly bodies: Body[];
  readonly sites: Site[];
  readonly geoms: Geom[];
  positionCount: number;
  velocityCount: number;
}

/**
 * Reads what decides the positions of bodies from the text of an MJCF model: nested bodies, joints and sites.
 *
 * Meshes, textures and masses are not looked at, so no assets are needed.
 * Source: MuJoCo's XML reference (compiler, default, body, joint, site), checked against MuJoCo 3.8.1's positions.
 *
 * @throws InspireError `MODEL_INVALID` for what MuJoCo would refuse, `MODEL_UNSUPPORTED` for `include`, `frame`,
 * `replicate`, `composite`, `flexcomp`, `attach`, mocap bodies and global coordinates.
 *
 * @example
 * ```ts
 * import { readKinematicModel } from '@inspire-vla/dataset';
 *
 * const model = readKinematicModel(`<mujoco><worldbody>
 *   <body name="drawer" pos="0 0 1"><joint type="slide" axis="0 1 0"/></body>
 * </worldbody></mujoco>`);
 * model.bodies.map(({ name }) => name); // ['world', 'drawer']
 * ```
 */
export function readKinematicModel(text: string): KinematicModel {
  const model = parseElements(text);
  refuseUnsupported(model);
  const world: Body = {
    name: 'world',
    parent: 0,
    position: new Float64Array(3),
    orientation: Float64Array.from(identity),
    joints: [],
  };
  const walk: Walk = {
    angles: readAngles(model),
    defaults: readDefaults(model),
    bodies: [world],
    sites: [],
    geoms: [],
    positionCount: 0,
    velocityCount: 0,
  };
  for (const section of childrenOf([model], 'worldbody')) readChildren(walk, section, 0, undefined);
  const { bodies, sites, geoms, positionCount, velocityCount } = walk;
  return { bodies, sites, geoms, positionCount, velocityCount };
}

function refuseUnsupported(element: Element): void {
  for (const child of element.children) {
    if (unsupportedTags.has(child.tag)) {
      throw unsupportedModel(`<${child.tag}> is not supported`, `${placeOf(child)} in ${placeOf(element)}`);
    }
    refuseUnsupported(child);
  }
}

function readAngles(model: Element): AngleOptions {
  const compilers = childrenOf([model], 'compiler');
  const last = (name: string) =>
    compilers.findLast(({ attributes }) => attributes.has(name))?.attributes.get(name);
  if (last('coordinate') === 'global')
    throw unsupportedModel('global coordinates are not supported', '<compiler>');
  const angle = last('angle') ?? 'degree';
  const eulerSequence = last('eulerseq') ?? 'xyz';
  if (!['degree', 'radian'].includes(angle) || !/^[xyz]{3}$/i.test(eulerSequence)) {
    throw invalidModel('angle or eulerseq is none that MuJoCo knows', '<compiler>', 'mend the model');
  }
  return { radiansPerUnit: angle === 'degree' ? Math.PI / 180 : 1, eulerSequence };
}

/** Joints come before child bodies whatever their order in the text: qpos follows bodies, then joints. */
function readChildren(walk: Walk, element: Element, body: number, childClass: string | undefined): void {
  for (const child of childrenOf([element], 'site')) {
    const site = walk.defaults.apply(child, childClass);
    walk.sites.push({ name: site.attributes.get('name') ?? '', body, position: positionOf(site) });
  }
  for (const child of childrenOf([element], 'geom')) {
    walk.geoms.push({ body, position: centreOf(walk.defaults.apply(child, childClass)) });
  }
  for (const child of childrenOf([element], 'body')) readBody(walk, child, body, childClass);
}

function readBody(walk: Walk, element: Element, parent: number, inherited: string | undefined): void {
  if (element.attributes.get('mocap') === 'true') {
    throw unsupportedModel('a mocap body is not supported: its pose is not in qpos', placeOf(element));
  }
  const childClass = element.attributes.get('childclass') ?? inherited;
  const index = walk.bodies.length;
  const joints: Joint[] = [];
  walk.bodies.push({
    name: element.attributes.get('name') ?? '',
    parent,
    position: positionOf(element),
    orientation: orientationOf(element, walk.angles),
    joints,
  });
  for (const child of element.children) {
    if (child.tag === 'joint' || child.tag === 'freejoint') joints.push(readJoint(walk, child, childClass));
  }
  const isFree = joints.some(({ type }) => type === 'free');
  if (isFree && (joints.length > 1 || parent !== 0)) {
    throw invalidModel(
      'a free joint must be the only one of a body of the world',
      placeOf(element),
      'mend the model',
    );
  }
  readChildren(walk, element, index, childClass);
}

function readJoint(walk: Walk, element: Element, childClass: string | undefined): Joint {
  const joint = element.tag === 'freejoint' ? element : walk.defaults.apply(element, childClass);
  const type = element.tag === 'freejoint' ? 'free' : (joint.attributes.get('type') ?? 'hinge');
  if (!isJointType(type)) {
    throw invalidModel(
      `the joint type "${type}" does not exist`,
      placeOf(joint),
      `use ${jointTypes.join(', ')}`,
    );
  }
  const axis = unit(numbersOf(joint, 'axis', 3) ?? Float64Array.of(0, 0, 1));
  if (axis === null) throw invalidModel('the axis has no length', placeOf(joint), 'mend the model');
  const reference = numbersOf(joint, 'ref', 1)?.[0] ?? 0;
  const address = walk.positionCount;
  walk.positionCount += positionWidths[type];
  walk.velocityCount += velocityWidths[type];
  return {
    name: joint.attributes.get('name') ?? '',
    type,
    position: positionOf(joint),
    axis,
    reference: type === 'hinge' ? reference * walk.angles.radiansPerUnit : reference,
    address,
  };
}

function isJointType(type: string): type is JointType {
  return jointTypes.some((known) => known === type);
}

function positionOf(element: Element): Float64Array {
  return numbersOf(element, 'pos', 3) ?? new Float64Array(3);
}

/** A geom may be given by its two ends. */
function centreOf(geom: Element): Float64Array {
  const ends = numbersOf(geom, 'fromto', 6);
  if (ends === null) return positionOf(geom);
  return ends.subarray(0, 3).map((from, axis) => (from + (ends[axis + 3] ?? 0)) / 2);
}
