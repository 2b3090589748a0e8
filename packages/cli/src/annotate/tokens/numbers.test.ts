import type { Episode, EpisodeSource, Feature } from '@inspire-vla/dataset';
import { expect, it } from 'vitest';
import { normalizeNumbers } from './numbers.js';

const actions = Float64Array.of(1, 1, 1, 1, 1, 1, 1);

const episode: Episode = {
  ...{ instruction: 'lift the cup', length: 1, cameras: [], id: 'one' },
  column: async () => actions,
  pictures: async () => [],
  scene: async () => null,
};

const source: EpisodeSource = {
  ...{ format: 'mine', fps: 10, robotType: null, files: ['mine'], omitted: [], episodes: [episode] },
  features: [{ name: 'actions', type: 'float64', shape: [7], names: null }],
  open: async () => episode,
  close: async () => {},
};

const all = (value: number) => Array(7).fill(value);

it('leaves as they are the numbers that the mask of the statistics leaves out, and the gripper', async () => {
  const bounds = { mean: all(0), std: all(1), max: all(2), min: all(-2), q01: all(-2), q99: all(2) };
  const action = { ...bounds, mask: [true, true, true, true, true, false, true] };
  const statistics = JSON.stringify({ any: { action, num_transitions: 1, num_trajectories: 1 } });
  const numbers = await normalizeNumbers({
    source,
    training: { normalization: 'bounds-q99', gripper: 'open-is-one' },
    statistics,
    name: 'mine',
    actionGripper: 'open-is-one',
    stateLayout: null,
  });
  const { values } = await numbers.actions(episode);
  expect([...values].map((value) => Number(value.toFixed(6)))).toEqual([0.5, 0.5, 0.5, 0.5, 0.5, 1, 1]);
});

it.each([
  ['open-is-one', [true, true, true, true, true, true, false]],
  ['as-recorded', undefined],
] as const)('says in the file which numbers are normalised: %s', async (gripper, mask) => {
  const numbers = await normalizeNumbers({
    source,
    training: { normalization: 'bounds-q99', gripper },
    statistics: null,
    name: 'mine',
    actionGripper: gripper === 'as-recorded' ? null : gripper,
    stateLayout: null,
  });
  expect(JSON.parse(numbers.file.text).mine.action.mask).toEqual(mask);
});

it('refuses actions of another width than the codec before any are read, and says how to choose', async () => {
  const training = { normalization: 'bounds-q99', gripper: 'as-recorded' } as const;
  const choices = {
    source,
    training,
    statistics: null,
    name: 'mine',
    actionGripper: null,
    stateLayout: null,
  };
  await expect(normalizeNumbers({ ...choices, dimensions: 8 })).rejects.toMatchObject({
    code: 'ACTION_SHAPE',
    message: 'the codec takes actions of 8 numbers, actions has 7',
    fix: expect.stringContaining('actions[0:7]'),
  });
});

it('takes composed actions and state before those of the source', async () => {
  const names: string[] = [];
  const column = async (name: string) => {
    names.push(name);
    return actions;
  };
  const feature = (name: string): Feature => ({ name, type: 'float64', names: null, shape: [7] });
  const features = ['actions', 'state', 'inspire.actions', 'inspire.state'].map(feature);
  await normalizeNumbers({
    source: { ...source, features, open: async () => ({ ...episode, column }) },
    training: { normalization: 'z-score', gripper: 'as-recorded' },
    ...{ statistics: null, name: 'mine', actionGripper: null, stateLayout: null },
  });
  expect(names).toEqual(['inspire.actions', 'inspire.state']);
});
