import type { Feature } from '@inspire-vla/dataset';
import { expect, it } from 'vitest';
import { describePart, findPart, namesOf } from './feature-part.js';

const feature = (name: string, shape: readonly number[], more: Partial<Feature> = {}): Feature => ({
  ...{ name, type: 'float32', shape, names: null, ...more },
});
const source = {
  files: ['features.json'],
  features: [
    feature('action.world_vector', [3]),
    feature('gripper', [1]),
    feature('state', [2], { names: ['x', 'y'] }),
    feature('box', [2, 3]),
    feature('odd[0]', [2]),
    feature('task', [1], { type: 'string' }),
  ],
};

it.each([
  ['action.world_vector', 'action.world_vector', ['world_vector_0', 'world_vector_1', 'world_vector_2']],
  ['action.world_vector[1:]', 'action.world_vector[1:3]', ['world_vector_1', 'world_vector_2']],
  ['action.world_vector[2]', 'action.world_vector[2:3]', ['world_vector_2']],
  ['gripper', 'gripper', ['gripper']],
  ['state[0:1]', 'state[0:1]', ['x']],
  ['box[4:6]', 'box[4:6]', ['box_4', 'box_5']],
  ['odd[0]', 'odd[0]', ['odd[0]_0', 'odd[0]_1']],
  ['-0.5', '-0.5', ['constant -0.5']],
])('finds what %s means', (text, described, names) => {
  const part = findPart(text, source);
  expect(describePart(part)).toBe(described);
  expect(namesOf(part)).toEqual(names);
});

it.each([
  ['rotation', 'there is no feature rotation'],
  ['', 'there is no feature '],
  ['task', 'the feature task is text'],
  ['state[1:3]', 'state[1:3] is not in state, whose numbers are 0 to 1'],
  ['state[2]', 'state[2] is not in state, whose numbers are 0 to 1'],
  ['state[1:1]', 'state[1:1] is not in state, whose numbers are 0 to 1'],
])('refuses %j, and lists the features of numbers', (text, message) => {
  const refused = { code: 'FEATURE_MISSING', message, fix: expect.stringContaining('gripper[1], state[2]') };
  expect(() => findPart(text, source)).toThrow(expect.objectContaining(refused));
});
