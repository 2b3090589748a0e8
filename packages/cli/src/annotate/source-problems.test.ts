import { expect, it } from 'vitest';
import { sourceProblems } from './source-problems.js';
import { createTaskObjects } from './task-objects.js';

function problemsOf(instructions: readonly string[], overrides = {}): readonly string[] {
  const objectsOf = createTaskObjects(overrides);
  const tasks = new Map(instructions.map((instruction) => [instruction, objectsOf(instruction)]));
  return sourceProblems({ episodes: [] }, overrides, tasks).map(({ at, message }) => `${at}: ${message}`);
}

it('reports an instruction of which nothing is asked, unless that is meant', () => {
  const [german, english] = ['stelle die Tasse ab', 'put the cup down'];
  expect(problemsOf([german, english])).toEqual([
    expect.stringMatching(/^"stelle die Tasse ab": no object is found .*--objects/),
  ]);
  expect(problemsOf([german], { [german]: [] })).toEqual([]);
  expect(problemsOf([german], { [german]: [{ phrase: 'die Tasse' }] })).toEqual([]);
});
