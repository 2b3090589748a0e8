/** Numbers that are read at an offset. Quaternions are w x y z, as in MuJoCo. */
type Source = ArrayLike<number>;

/** out[at..at+4] = a × b. `out` may be one of the two. */
export function multiply(out: Float64Array, at: number, a: Source, i: number, b: Source, j: number): void {
  const aw = value(a, i);
  const ax = value(a, i + 1);
  const ay = value(a, i + 2);
  const az = value(a, i + 3);
  const bw = value(b, j);
  const bx = value(b, j + 1);
  const by = value(b, j + 2);
  const bz = value(b, j + 3);
  out[at] = aw * bw - ax * bx - ay * by - az * bz;
  out[at + 1] = aw * bx + ax * bw + ay * bz - az * by;
  out[at + 2] = aw * by - ax * bz + ay * bw + az * bx;
  out[at + 3] = aw * bz + ax * by - ay * bx + az * bw;
}

/** out[at..at+3] = q v q⁻¹ for a unit quaternion q. `out` may be v. */
export function rotate(out: Float64Array, at: number, q: Source, i: number, v: Source, j: number): void {
  turn(out, at, value(q, i), value(q, i + 1), value(q, i + 2), value(q, i + 3), v, j);
}

function turn(
  out: Float64Array,
  at: number,
  w: number,
  x: number,
  y: number,
  z: number,
  v: Source,
  j: number,
): void {
  const vx = value(v, j);
  const vy = value(v, j + 1);
  const vz = value(v, j + 2);
  const tx = 2 * (y * vz - z * vy);
  const ty = 2 * (z * vx - x * vz);
  const tz = 2 * (x * vy - y * vx);
  out[at] = vx + w * tx + y * tz - z * ty;
  out[at + 1] = vy + w * ty + z * tx - x * tz;
  out[at + 2] = vz + w * tz + x * ty - y * tx;
}

/** out[at..at+3] = q⁻¹ v q for a unit quaternion q: a world vector in the frame of q. `out` may be v. */
export function rotateBack(out: Float64Array, at: number, q: Source, i: number, v: Source, j: number): void {
  turn(out, at, -value(q, i), value(q, i + 1), value(q, i + 2), value(q, i + 3), v, j);
}

/** Scales out[at..at+4] to length 1; what has no length becomes the identity, as in MuJoCo. */
export function normalise(out: Float64Array, at: number): void {
  const length = Math.hypot(value(out, at), value(out, at + 1), value(out, at + 2), value(out, at + 3));
  if (length < 1e-15) {
    out.set(identity, at);
    return;
  }
  for (let index = at; index < at + 4; index += 1) out[index] = value(out, index) / length;
}

/** out[at..at+4] = rotation by `angle` radians about the unit vector axis[i..i+3]. */
export function fromAxisAngle(out: Float64Array, at: number, axis: Source, i: number, angle: number): void {
  const sine = Math.sin(angle / 2);
  out[at] = Math.cos(angle / 2);
  out[at + 1] = value(axis, i) * sine;
  out[at + 2] = value(axis, i + 1) * sine;
  out[at + 3] = value(axis, i + 2) * sine;
}

/** No rotation. */
export const identity: readonly [number, number, number, number] = [1, 0, 0, 0];

/** An index inside the array always holds a number; this tells the compiler so. */
export function value(numbers: Source, index: number): number {
  return numbers[index] as number;
}
