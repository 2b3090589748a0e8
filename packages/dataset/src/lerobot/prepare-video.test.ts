import { describe, expect, it } from 'vitest';
import { checkVideo, videoStatistics } from './prepare-video.js';

const names = ['min', 'max', 'mean', 'std', 'count'] as const;

function given(changes: Readonly<Record<string, readonly number[]>> = {}) {
  const colours = { min: [0, 0, 0.1], max: [1, 1, 0.9], mean: [0.4, 0.5, 0.6], std: [0.1, 0.2, 0.3] };
  const statistics = new Map(Object.entries({ ...colours, count: [30], ...changes }));
  return { file: 'a.mp4', from: 0, to: 3, isWhole: true, statistics };
}

describe('a video', () => {
  const check = (length: number) => {
    const video = async () => given();
    return checkVideo(
      { instruction: '', length, columns: new Map(), pictures: async () => [], video },
      0,
      'a',
      10,
    );
  };

  it.each([30, 29, 12])('of 30 frames is taken as it is for %d', async (length) => {
    expect(await check(length)).toEqual(given());
  });

  it('is refused for more frames than it has', async () => {
    const message = 'the video has 30.0 frames at 10 per second, the episode 31';
    await expect(check(31)).rejects.toMatchObject({ code: 'EPISODE_INVALID', message });
  });
});

describe('statistics that come with a video', () => {
  it('are taken as they are', () => {
    expect(videoStatistics(given(), names)).toMatchObject({
      count: 30,
      dimensions: [
        { min: 0, max: 1, mean: 0.4, std: 0.1, weight: 30 },
        { min: 0, max: 1, mean: 0.5, std: 0.2, weight: 30 },
        { min: 0.1, max: 0.9, mean: 0.6, std: 0.3, weight: 30 },
      ],
    });
  });

  it.each([
    ['a name is not among them', given(), [...names, 'q50'] as const],
    ['a channel is missing', given({ mean: [0.4, 0.5] }), names],
    ['one is no number', given({ std: [0.1, Number.NaN, 0.3] }), names],
  ])('are not taken where %s', (_, video, wanted) => {
    expect(videoStatistics(video, wanted)).toBeNull();
  });
});
