import { cosine, sine } from '../trigonometry.js';
import type { Mesh } from './mesh.js';

/** A ring of corners around the z axis: radius and height in metres, and the part of its normals. */
interface Ring {
  readonly radius: number;
  readonly height: number;
  /** Outward and upward part of the unit normal. */
  readonly normal: readonly [outward: number, upward: number];
}

/** Largest distance that a round side's straight parts are to be off, metres. */
const tolerance = 0.00015;

/** Parts of a full turn, so that a circle of this radius is off by no more than the tolerance; a multiple of 4. */
export function partsOf(radius: number): number {
  for (let parts = 12; parts < 64; parts += 4) {
    if (radius * (1 - cosine(Math.PI / parts)) <= 2 * tolerance) return parts;
  }
  return 64;
}

/** A cylinder along z with flat ends. */
export function cylinderMesh(radius: number, halfLength: number): Mesh {
  const end = (side: number): readonly Ring[] => {
    const rim: Ring = { radius, height: side * halfLength, normal: [0, side] };
    return side < 0 ? [{ ...rim, radius: 0 }, rim] : [rim, { ...rim, radius: 0 }];
  };
  const side: readonly Ring[] = [-1, 1].map((way) => ({ radius, height: way * halfLength, normal: [1, 0] }));
  return revolve([end(-1), side, end(1)], partsOf(radius));
}

/** A cylinder along z with half balls at its ends; a ball where its half length is 0. */
export function capsuleMesh(radius: number, halfLength: number): Mesh {
  const parts = partsOf(radius);
  const quarter = parts / 4;
  // The profile is made of straight parts too; see revolve.
  const far = radius * outwards(parts);
  const rings = Array.from({ length: 2 * quarter + 1 }, (_, index): readonly Ring[] => {
    const angle = ((index - quarter) / quarter) * (Math.PI / 2);
    // Exactly 0 at the poles, where rounding would leave a hole.
    const outward = index % (2 * quarter) === 0 ? 0 : cosine(angle);
    const normal = [outward, sine(angle)] as const;
    const ring = (shift: number) => ({
      radius: far * outward,
      height: far * normal[1] + shift,
      normal,
    });
    if (index === quarter && halfLength > 0) return [ring(-halfLength), ring(halfLength)];
    return [ring(index < quarter ? -halfLength : halfLength)];
  });
  return revolve([rings.flat()], parts);
}

/** A ball that is stretched along its axes. */
export function ellipsoidMesh([x, y, z]: readonly [number, number, number]): Mesh {
  const largest = Math.max(x, y, z);
  const ball = capsuleMesh(largest, 0);
  const scale = [x / largest, y / largest, z / largest];
  const normals: number[] = [];
  for (let at = 0; at < ball.normals.length; at += 3) {
    const stretched = scale.map((factor, axis) => (ball.normals[at + axis] as number) / factor);
    const [nx, ny, nz] = stretched as [number, number, number];
    const length = Math.sqrt(nx * nx + ny * ny + nz * nz);
    normals.push(nx / length, ny / length, nz / length);
  }
  const positions = ball.positions.map((value, index) => value * (scale[index % 3] as number));
  return { positions, normals, triangles: ball.triangles };
}

/** Moves corners a little outside, so that the straight parts between them are as much too far out as too far in. */
function outwards(parts: number): number {
  return 2 / (1 + cosine(Math.PI / parts));
}

/** Turns strips of rings, from below to above, around the z axis. */
function revolve(strips: readonly (readonly Ring[])[], parts: number): Mesh {
  const outward = outwards(parts);
  const mesh = { positions: [] as number[], normals: [] as number[], triangles: [] as number[] };
  for (const strip of strips) {
    strip.forEach((ring, index) => {
      const first = mesh.positions.length / 3;
      for (let part = 0; part < parts; part += 1) {
        const [x, y] = [cosine((2 * Math.PI * part) / parts), sine((2 * Math.PI * part) / parts)];
        mesh.positions.push(x * ring.radius * outward, y * ring.radius * outward, ring.height);
        mesh.normals.push(x * ring.normal[0], y * ring.normal[0], ring.normal[1]);
      }
      if (index > 0) addBand(mesh.triangles, first - parts, parts, strip[index - 1] as Ring, ring);
    });
  }
  return mesh;
}

function addBand(triangles: number[], below: number, parts: number, lower: Ring, upper: Ring): void {
  for (let part = 0; part < parts; part += 1) {
    const next = (part + 1) % parts;
    const [a, b, c, d] = [below + part, below + next, below + parts + next, below + parts + part];
    if (lower.radius > 0) triangles.push(a, b, c);
    if (upper.radius > 0) triangles.push(a, c, d);
  }
}
