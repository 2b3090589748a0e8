import { nearest } from './view.js';

/** Values of a corner in front of a camera: right, down, depth (metres), the lamp's light, all other light. */
export const cornerValues = 5;

/**
 * Cuts off what is nearer than the camera can see.
 *
 * @param polygon - corners [4 × 5]; the first three are the triangle, what is left of it is written over them.
 * @returns how many corners are left: 0, 3 or 4.
 */
export function clipTriangle(polygon: Float64Array): number {
  const triangle = polygon.slice(0, 3 * cornerValues);
  let count = 0;
  for (let corner = 0; corner < 3; corner += 1) {
    const [from, to] = [corner * cornerValues, ((corner + 1) % 3) * cornerValues];
    const isFrom = (triangle[from + 2] as number) >= nearest;
    const isTo = (triangle[to + 2] as number) >= nearest;
    if (isFrom) count = write(polygon, count, triangle, from, from, 0);
    if (isFrom && !isTo) count = write(polygon, count, triangle, from, to, cut(triangle, from, to));
    // Always from the seen end, so that both triangles of an edge cut it at the same point.
    if (!isFrom && isTo) count = write(polygon, count, triangle, to, from, cut(triangle, to, from));
  }
  return count;
}

/** How far along an edge the nearest plane is, 0 to 1. */
function cut(triangle: Float64Array, from: number, to: number): number {
  const depth = triangle[from + 2] as number;
  return (depth - nearest) / (depth - (triangle[to + 2] as number));
}

function write(
  polygon: Float64Array,
  count: number,
  triangle: Float64Array,
  from: number,
  to: number,
  part: number,
): number {
  for (let value = 0; value < cornerValues; value += 1) {
    const start = triangle[from + value] as number;
    polygon[count * cornerValues + value] = start + part * ((triangle[to + value] as number) - start);
  }
  return count + 1;
}
