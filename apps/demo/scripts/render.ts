/** A point or direction [x, y, z]: LIBERO's world frame, metres. */
export type Vector = readonly [x: number, y: number, z: number];

/** An upright cylinder or box, drawn as what a ray hits first. */
export interface Solid {
  readonly kind: 'cylinder' | 'box';
  readonly centre: Vector;
  /** Half sizes; a cylinder's radius is the first. */
  readonly half: Vector;
  /** Red, green, blue, 0..255. */
  readonly colour: Vector;
}

/** A pinhole camera. */
export interface CameraPose {
  readonly eye: Vector;
  readonly target: Vector;
  /** What is up in the picture. */
  readonly up: Vector;
  /** Vertical field of view, radians. */
  readonly fieldOfView: number;
}

const add = (a: Vector, b: Vector, scale = 1): Vector => [
  a[0] + b[0] * scale,
  a[1] + b[1] * scale,
  a[2] + b[2] * scale,
];
const dot = (a: Vector, b: Vector) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
const unit = (a: Vector): Vector => add([0, 0, 0], a, 1 / Math.sqrt(dot(a, a)));

const light = unit([0.4, -0.5, 1]);

/** Renders a square picture [size, size, 3], row 0 at the top, with shadows and 2×2 samples per pixel. */
export function render(solids: readonly Solid[], camera: CameraPose, size: number): Uint8Array {
  const forward = unit(add(camera.target, camera.eye, -1));
  const right = unit(cross(forward, camera.up));
  const up = cross(right, forward);
  const reach = Math.tan(camera.fieldOfView / 2);
  const pixels = new Uint8Array(size * size * 3);
  for (let index = 0; index < size * size; index += 1) {
    let sum: Vector = [0, 0, 0];
    for (const sample of [0, 1, 2, 3]) {
      const x = ((index % size) + 0.25 + (sample % 2) / 2) / size;
      const y = (Math.floor(index / size) + 0.25 + Math.floor(sample / 2) / 2) / size;
      const ray = unit(add(add(forward, right, (2 * x - 1) * reach), up, (1 - 2 * y) * reach));
      sum = add(sum, shade(solids, camera.eye, ray), 0.25);
    }
    pixels.set(sum, index * 3);
  }
  return pixels;
}

function shade(solids: readonly Solid[], eye: Vector, ray: Vector): Vector {
  const hit = firstHit(solids, eye, ray);
  if (hit === null) return [204, 212, 222];
  const point = add(add(eye, ray, hit.distance), hit.normal, 1e-4);
  const isShadowed = firstHit(solids, point, light) !== null;
  const brightness = 0.5 + (isShadowed ? 0 : 0.5 * Math.max(0, dot(hit.normal, light)));
  return add([0, 0, 0], hit.colour, brightness);
}

interface Hit {
  readonly distance: number;
  readonly normal: Vector;
  readonly colour: Vector;
}

function firstHit(solids: readonly Solid[], eye: Vector, ray: Vector): Hit | null {
  let nearest: Hit | null = null;
  for (const solid of solids) {
    const hit = solid.kind === 'box' ? hitBox(solid, eye, ray) : hitCylinder(solid, eye, ray);
    if (hit !== null && (nearest === null || hit.distance < nearest.distance)) nearest = hit;
  }
  return nearest;
}

function hitBox({ centre, half, colour }: Solid, eye: Vector, ray: Vector): Hit | null {
  const local = add(eye, centre, -1);
  let [enter, leave, axisHit] = [-Infinity, Infinity, 0];
  for (const axis of [0, 1, 2] as const) {
    const near = (-Math.sign(ray[axis]) * half[axis] - local[axis]) / ray[axis];
    const far = (Math.sign(ray[axis]) * half[axis] - local[axis]) / ray[axis];
    if (near > enter) [enter, axisHit] = [near, axis];
    leave = Math.min(leave, far);
  }
  if (enter > leave || enter < 1e-6) return null;
  const sign = -Math.sign(ray[axisHit] ?? 0);
  return {
    distance: enter,
    colour,
    normal: [axisHit === 0 ? sign : 0, axisHit === 1 ? sign : 0, axisHit === 2 ? sign : 0],
  };
}

function hitCylinder({ centre, half, colour }: Solid, eye: Vector, ray: Vector): Hit | null {
  const local = add(eye, centre, -1);
  const [radius, , height] = half;
  const a = ray[0] ** 2 + ray[1] ** 2;
  const b = local[0] * ray[0] + local[1] * ray[1];
  const root = b * b - a * (local[0] ** 2 + local[1] ** 2 - radius * radius);
  const candidates: Hit[] = [];
  if (root > 0) {
    const distance = (-b - Math.sqrt(root)) / a;
    const point = add(local, ray, distance);
    if (Math.abs(point[2]) <= height)
      candidates.push({ distance, colour, normal: unit([point[0], point[1], 0]) });
  }
  const cap = Math.sign(-ray[2]) * height;
  const distance = (cap - local[2]) / ray[2];
  const point = add(local, ray, distance);
  if (Math.hypot(point[0], point[1]) <= radius)
    candidates.push({ distance, colour, normal: [0, 0, Math.sign(cap)] });
  const ahead = candidates.filter((hit) => hit.distance > 1e-6);
  return ahead.sort((one, other) => one.distance - other.distance)[0] ?? null;
}
