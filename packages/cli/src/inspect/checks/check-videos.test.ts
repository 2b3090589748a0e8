import { expect, it } from 'vitest';
import { checkVideos } from './check-videos.js';

const cameras = [{ name: 'image', width: 4, height: 4, video: {} }];

function check(from: number, to: number) {
  const video = async () => ({ file: 'a.mp4', from, to, isWhole: false, statistics: new Map() });
  return checkVideos({ id: 'episode_0', length: 9, cameras, video }, 30);
}

it.each([
  [0, 0.3],
  [2, 2.301],
])('a video from %d to %d s has its nine frames', async (from, to) => {
  expect(await check(from, to)).toEqual([]);
});

it.each([
  [8, 2, 2 + 8 / 30],
  [10, 2, 2 + 10 / 30],
  [10.5, 0, 0.35],
])('%d frames are told', async (frames, from, to) => {
  const message = `the video is said to have ${frames} frames, the episode has 9`;
  expect(await check(from, to)).toEqual([{ code: 'video-length', at: 'episode_0, image', message }]);
});

it('pictures have no length of their own', async () => {
  expect(await checkVideos({ id: 'episode_0', length: 9, cameras }, 30)).toEqual([]);
});
