import { describe, expect, it } from 'vitest';
import { createObjectFinder } from './object-finder.js';

const finder = createObjectFinder();

function phrases(text: string): readonly string[] {
  return finder.find(text).map(({ phrase, role }) => `${phrase}: ${role}`);
}

describe('a place that says where the goal stands', () => {
  it.each([
    ['place the cup on the shelf above the stove', 'the shelf above the stove'],
    ['put the towel on the rack over the sink', 'the rack over the sink'],
    ['set the box on the bench against the wall', 'the bench against the wall'],
    ['hang the coat on the hook below the shelf', 'the hook below the shelf'],
    ['push the bowl on the table against the wall', 'the wall'],
    ['hang the towel over the chair', 'the chair'],
    ['put the pan over the fire', 'the fire'],
    ['roll the ball across the floor to the door', 'the door'],
  ])('is not the goal: %s', (text, expected) => {
    const goals = finder.find(text).filter(({ role }) => role === 'destination');
    expect(goals.map(({ phrase }) => phrase)).toEqual([expected]);
  });
});
