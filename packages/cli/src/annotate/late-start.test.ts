import type { Episode } from '@inspire-vla/dataset';
import { expect, it } from 'vitest';
import { frameProblems } from './frame-problems.js';

/** An episode of ten frames per second, filmed or not. */
function episode(seconds: readonly number[], video: object | undefined): Episode {
  const camera = { name: 'image', width: 4, height: 4, ...(video === undefined ? {} : { video: {} }) };
  return {
    ...{ id: 'episode_0', instruction: 'lift the cup', length: seconds.length, cameras: [camera] },
    frameRecords: async () => ({ numbers: null, seconds, instructions: null }),
    column: async () => [],
    pictures: async () => [],
    scene: async () => null,
  };
}

it.each([
  [0, 0.1],
  [0.04, 0.14],
  [-0.04, 0.06],
])('times that begin nearest to 0 are as they should be: %d s', async (...seconds) => {
  expect(await frameProblems(episode(seconds, {}), 10)).toEqual([]);
});

it('a late start is told where it means something, of videos', async () => {
  const seconds = [0.2, 0.3];
  const at = 'episode_0, frame 0';
  expect(await frameProblems(episode(seconds, undefined), 10)).toEqual([]);
  expect(await frameProblems(episode(seconds, {}), 10)).toEqual([
    {
      at,
      message: expect.stringMatching(/pictures of a video are looked up by time, other ones are found$/),
    },
  ]);
});
