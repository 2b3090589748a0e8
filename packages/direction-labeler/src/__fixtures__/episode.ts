import type { EventObject } from '../events/event-types.js';

/** The hand's way through points, with so many steps between them; the points' first frames are in `frames`. */
export function handWay(points: readonly (readonly [number, number, number])[], steps = 5) {
  const way: number[][] = [[...(points[0] ?? [0, 0, 0])]];
  const frames = [0];
  points.slice(1).forEach((to, index) => {
    const from = points[index] ?? to;
    for (let step = 1; step <= steps; step += 1) {
      way.push(to.map((value, axis) => (from[axis] ?? 0) + ((value - (from[axis] ?? 0)) * step) / steps));
    }
    frames.push(way.length - 1);
  });
  return { effector: Float64Array.from(way.flat()), frames, length: way.length };
}

/** Objects in order of mention, written as `target: the cup` or `target held: the cloth`. */
export function objectsOf(...lines: readonly string[]): readonly EventObject[] {
  return lines.map((line) => {
    const [kind = '', phrase = ''] = line.split(': ');
    const [role, held] = kind.split(' ');
    return Object.freeze({ phrase, role: role as EventObject['role'], isHeld: held === 'held' });
  });
}
