import { expect, it } from 'vitest';
import { sourceProblems, unusedImageSize } from './source-problems.js';
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

it('reports a size of pictures for a source without any', () => {
  const [blind, seeing] = [[], [{ name: 'image', width: 8, height: 8 }]].map((cameras) => ({
    format: 'rlds',
    episodes: [{ id: 'one', instruction: 'lift the cup', length: 2, cameras }],
  }));
  if (blind === undefined || seeing === undefined) throw new Error('there are two');
  expect(unusedImageSize(blind, 64)).toEqual([
    { at: 'rlds', message: expect.stringContaining('no cameras') },
  ]);
  expect(unusedImageSize(blind, undefined)).toEqual([]);
  expect(unusedImageSize(seeing, 64)).toEqual([]);
});
