import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seenTasks, type Task, unseenTasks } from '@inspire-vla/tabletop';
import { expect, it, onTestFinished } from 'vitest';
import { createTaskObjects } from '../annotate/task-objects.js';
import { recordTabletop } from './record.js';

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

/** Two scenes with the colours exchanged, and the same instruction in both, as LIBERO-90 has them. */
function twins(): readonly [Task, Task] {
  const at = (y: number) => ({ x: [-0.1, -0.1] as const, y: [y, y] as const });
  const plate = {
    name: 'plate_1',
    kind: 'plate',
    colour: 'white',
    region: { x: [0.1, 0.1], y: [0, 0] },
  } as const;
  const taskOf = (id: string, body: string): Task => ({
    ...{ id: `${id}/red`, family: 'put-on', instruction: 'put the red box on the white plate' },
    objects: [
      { phrase: 'the red box', body },
      { phrase: 'the white plate', body: 'plate_1' },
    ],
    goals: [{ relation: 'on', object: body, target: 'plate_1' }],
    scene: {
      id,
      things: ['box_1', 'box_2']
        .map((name, index) => ({
          ...{ name, kind: 'box' as const, colour: name === body ? ('red' as const) : ('blue' as const) },
          region: at(index === 0 ? -0.2 : 0.2),
        }))
        .concat([plate as never]),
    },
  });
  return [taskOf('one', 'box_1'), taskOf('other', 'box_2')];
}

async function record(tasks: readonly Task[], episodes = 2) {
  const folder = await mkdtemp(join(tmpdir(), 'record-objects-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return recordTabletop({
    ...{ tasks, episodes, seed: 0, noise: 0, bursts: 0, drivers: [], replan: null, jobs: 1 },
    ...{ to: 'jsonl', output: join(folder, 'out'), imageSize: 16 },
  });
}

it('the objects of an instruction are the bodies of the scene that the episode plays in', async () => {
  const { metadata } = await record(twins());
  expect(metadata.episodes.map(({ source, bodies }) => [source.split('#')[0], bodies])).toEqual([
    ['one/red', ['box_1', 'plate_1']],
    ['other/red', ['box_2', 'plate_1']],
  ]);
  expect(metadata.problems).toEqual([]);
});

it('two tasks that ask about one instruction in other words are refused before anything is simulated', async () => {
  const [one, other] = twins();
  const objects = [...other.objects].reverse();
  await expect(record([one, { ...other, objects }])).rejects.toMatchObject({
    code: 'TASKS_CONFLICT',
    at: 'other/red',
  });
});

it('tasks that fewer episodes than tasks leave out are no problem', async () => {
  const [one, other] = twins();
  const { metadata } = await record([one, { ...other, instruction: 'put the red box on the plate' }], 1);
  expect(metadata.tasks.map(({ instruction }) => instruction)).toEqual([one.instruction]);
  expect(metadata.problems).toEqual([]);
});
