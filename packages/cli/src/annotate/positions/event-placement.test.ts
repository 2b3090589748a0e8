import type { Episode } from '@inspire-vla/dataset';
import { expect, it } from 'vitest';
import type { TaskObject } from '../task-objects.js';
import { placeByEvents } from './event-placement.js';
import { stateLayoutSchema } from './state-layout.js';

const cup: TaskObject = { phrase: 'the cup', head: 'cup', role: 'target', span: null, body: null };
const rule = { tolerance: 0, gripper: {} };

/** Thirty frames on a way of so many units, with a gripper that closes in the middle third. */
function episodeOf(units: number, [open, closed]: readonly [open: number, closed: number]): Episode {
  const rows = Array.from({ length: 30 }, (_, frame) => {
    const isClosed = frame >= 10 && frame < 20;
    return [(units * frame) / 29, Number.NaN, 0, isClosed ? closed : open];
  });
  return {
    id: 'episode_0',
    instruction: 'lift the cup',
    length: 30,
    cameras: [],
    column: async () => Float32Array.from(rows.flat()),
    pictures: async () => [],
    scene: async () => null,
  };
}

const layout = (signal: 'state' | 'opening') =>
  stateLayoutSchema.parse({
    position: { feature: 'state', columns: [0, 1, 2] },
    gripper: { feature: 'state', columns: [3], signal },
  });

async function messages(episode: Episode, signal: 'state' | 'opening' = 'state'): Promise<string> {
  const { problems } = await placeByEvents(episode, [cup], layout(signal), rule);
  return problems.map(({ message }) => message).join('\n');
}

it('says that positions are hardly metres where the hand moves over more than an arm can', async () => {
  expect(await messages(episodeOf(400, [1, 0]))).toContain('metresPerUnit');
  expect(await messages(episodeOf(0.4, [1, 0]))).not.toContain('metresPerUnit');
});

it('says what to do about a gripper that is closed from the start because its numbers go the other way', async () => {
  expect(await messages(episodeOf(0.4, [0, 1]))).toContain('"closed" of a --state-layout');
  expect(await messages(episodeOf(0.4, [1, 0]))).not.toContain('"closed"');
  expect(await messages(episodeOf(0.4, [0, 1]), 'opening')).not.toContain('"closed"');
});
