import { expect, it } from 'vitest';
import { createPlaceCounter, episodePlaces } from './episode-place.js';

const episodes = ['c', 'b', 'd', 'c', 'a', 'd'].map((instruction) => ({ instruction, length: 1 }));

it('numbers instructions in the order in which they first occur', () => {
  expect(episodePlaces(episodes).map(({ task }) => task)).toEqual([0, 1, 2, 0, 3, 2]);
});

it('gives declared tasks their own numbers, and others those behind', () => {
  const places = episodePlaces(episodes, ['a', 'idle', 'b']);
  expect(places.map(({ task }) => task)).toEqual([3, 2, 4, 3, 0, 4]);
});

it('leaves numbers to texts that are declared twice', () => {
  const places = episodePlaces(episodes, ['a', 'a', 'b']);
  expect(places.map(({ task }) => task)).toEqual([3, 2, 4, 3, 0, 4]);
});

it('counts as tasks those that an episode has', () => {
  const counter = createPlaceCounter(['a', 'idle', 'b']);
  for (const { instruction, length } of episodes) counter.add(instruction, length);
  expect(counter.totals()).toEqual({ episodes: 6, frames: 6, tasks: 4 });
  expect(counter.tasks()).toEqual(['c', 'b', 'd', 'a']);
});
