import { type Element, invalidModel, placeOf } from './elements.js';
import { fromAxisAngle, identity, multiply, normalise, rotate } from './quaternion.js';

/** What of a model's `compiler` changes how angles are read. */
export interface AngleOptions {
  /** Radians per unit of an angle in the file. MJCF's default is degrees. */
  readonly radiansPerUnit: number;
  /** Order of the axes of `euler`: lower case turns with the body, upper case is fixed. */
  readonly eulerSequence: string;
}

type Reader = (values: Float64Array, options: AngleOptions) => Float64Array | null;

const readers: Readonly<Record<string, { readonly length: number; readonly read: Reader }>> = {
  quat: { length: 4, read: fromQuaternion },
  axisangle: { length: 4, read: readAxisAngle },
  euler: { length: 3, read: fromEuler },
  xyaxes: { length: 6, read: fromAxes },
  zaxis: { length: 3, read: fromZAxis },
};

/**
 * The orientation of an element as a unit quaternion w x y z, from `quat`, `axisangle`, `euler`, `xyaxes` or `zaxis`.
 *
 * @throws InspireError `MODEL_INVALID` where two are given, or one of no length.
 */
export function orientationOf(element: Element, options: AngleOptions): Float64Array {
  const given = Object.keys(readers).filter((name) => element.attributes.has(name));
  const [name, second] = given;
  if (name === undefined) return Float64Array.from(identity);
  if (second !== undefined) throw badOrientation(element, `${name} and ${second} are both given`);
  const reader = readers[name] as (typeof readers)[string];
  const values = numbersOf(element, name, reader.length) as Float64Array;
  const quaternion = reader.read(values, options);
  if (quaternion === null) throw badOrientation(element, `${name} has no length`);
  return quaternion;
}

/**
 * The numbers of an attribute, or null where it is absent.
 *
 * @throws InspireError `MODEL_INVALID` where they are not so many finite numbers.
 */
export function numbersOf(element: Element, name: string, length: number): Float64Array | null {
  const text = element.attributes.get(name);
  if (text === undefined) return null;
  const words = text.trim().split(/\s+/);
  const values = Float64Array.from(words, (word) => (word === '' ? Number.NaN : Number(word)));
  if (values.length === length && values.every(Number.isFinite)) return values;
  const message = `${name} is "${text.slice(0, 60)}", ${length} numbers are expected`;
  throw invalidModel(message, placeOf(element), 'mend the model');
}

function fromQuaternion(values: Float64Array): Float64Array | null {
  const quaternion = Float64Array.from(values);
  if (Math.hypot(...values) === 0) return null;
  normalise(quaternion, 0);
  return quaternion;
}

function readAxisAngle(values: Float64Array, { radiansPerUnit }: AngleOptions): Float64Array | null {
  const axis = unit(values.subarray(0, 3));
  if (axis === null) return null;
  return axisAngle(axis, (values[3] ?? 0) * radiansPerUnit);
}

function fromEuler(values: Float64Array, { radiansPerUnit, eulerSequence }: AngleOptions): Float64Array {
  const quaternion = Float64Array.from(identity);
  [...eulerSequence].forEach((letter, index) => {
    const axis = ['x', 'y', 'z'].map((name) => (name === letter.toLowerCase() ? 1 : 0));
    const turn = axisAngle(axis, (values[index] ?? 0) * radiansPerUnit);
    if (letter === letter.toLowerCase()) multiply(quaternion, 0, quaternion, 0, turn, 0);
    else multiply(quaternion, 0, turn, 0, quaternion, 0);
  });
  normalise(quaternion, 0);
  return quaternion;
}

/** The x axis as given, the y axis made orthogonal to it. */
function fromAxes(values: Float64Array): Float64Array | null {
  const x = unit(values.subarray(0, 3));
  if (x === null) return null;
  const along = dot(x, values.subarray(3));
  const y = unit(values.subarray(3).map((number, index) => number - along * (x[index] ?? 0)));
  return y === null ? null : fromFrame(x, cross(x, y));
}

/** The smallest rotation that turns z to a vector. */
function fromZAxis(values: Float64Array): Float64Array | null {
  const z = unit(values);
  if (z === null) return null;
  const axis = cross(Float64Array.of(0, 0, 1), z);
  const sine = Math.hypot(...axis);
  const direction = unit(axis) ?? Float64Array.of(1, 0, 0);
  return axisAngle(direction, Math.atan2(sine, z[2] ?? 0));
}

/** The rotation that turns z to `z`, and then x to `x` about it; both are unit vectors at a right angle. */
function fromFrame(x: Float64Array, z: Float64Array): Float64Array {
  const tilt = fromZAxis(z) ?? Float64Array.from(identity);
  const turned = new Float64Array(3);
  rotate(turned, 0, tilt, 0, Float64Array.of(1, 0, 0), 0);
  const quaternion = axisAngle(z, Math.atan2(dot(cross(turned, x), z), dot(turned, x)));
  multiply(quaternion, 0, quaternion, 0, tilt, 0);
  normalise(quaternion, 0);
  return quaternion;
}

function axisAngle(axis: ArrayLike<number>, angle: number): Float64Array {
  const quaternion = new Float64Array(4);
  fromAxisAngle(quaternion, 0, axis, 0, angle);
  return quaternion;
}

/** The vector at length 1, or null where it has none. */
export function unit(vector: Float64Array): Float64Array | null {
  const length = Math.hypot(...vector);
  return length < 1e-15 ? null : vector.map((number) => number / length);
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, number, index) => sum + number * (b[index] ?? 0), 0);
}

function cross(a: Float64Array, b: Float64Array): Float64Array {
  const [ax = 0, ay = 0, az = 0] = a;
  const [bx = 0, by = 0, bz = 0] = b;
  return Float64Array.of(ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx);
}

function badOrientation(element: Element, message: string) {
  return invalidModel(message, placeOf(element), 'give one orientation of positive length');
}
