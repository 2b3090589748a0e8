import { seenTasks, type Task, unseenTasks } from '@inspire-vla/tabletop';
import { expect, it } from 'vitest';
import { createTaskObjects } from '../annotate/task-objects.js';

const all: readonly Task[] = [...seenTasks, ...unseenTasks];

it('the objects of every task have a place in its instruction, and what things are put on is a destination', () => {
  const objectsOf = createTaskObjects(
    Object.fromEntries(all.map(({ instruction, objects }) => [instruction, [...objects]])),
  );
  const bad: unknown[] = [];
  for (const { instruction, goals } of all) {
    const objects = objectsOf(instruction);
    for (const { phrase, span, role, body } of objects) {
      const isDestination = goals.some((goal) => 'target' in goal && goal.target === body);
      const isMoved = goals.some((goal) => 'target' in goal && goal.object === body);
      const isOperated = goals.some((goal) => !('target' in goal) && goal.object === body);
      if (span === null) bad.push([instruction, phrase, 'no span']);
      if (isDestination && !isMoved && !isOperated && role === 'target')
        bad.push([instruction, phrase, role]);
      if (isMoved && role !== 'target') bad.push([instruction, phrase, role]);
    }
  }
  expect(bad).toEqual([]);
});
