import type { Task } from '../task.js';

/** Names in a task that its scene does not have. */
export function missingNames({ scene, goals, plan = [], objects }: Task): readonly string[] {
  const known = scene.things.flatMap(({ name, kind }) => {
    if (kind === 'cabinet') return [name, `${name}_drawer`];
    return kind === 'stove' ? [name, `${name}_button`] : [name];
  });
  const used = [
    ...[...goals, ...plan].flatMap((goal) => ('target' in goal ? [goal.object, goal.target] : [goal.object])),
    ...objects.map(({ body }) => body),
    ...Object.keys(scene.parts ?? {}),
    ...(scene.reserved ?? []).map(({ beside }) => beside),
  ];
  return used.filter((name) => !known.includes(name));
}
