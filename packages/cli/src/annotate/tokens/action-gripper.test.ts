import type { Column, Episode, EpisodeSource } from '@inspire-vla/dataset';
import { expect, it } from 'vitest';
import { findActionGripper, type GripperQuestion, openIsOne } from './action-gripper.js';

/** A question about episodes of these commands, each action being the command alone. */
function question(episodes: readonly (readonly number[])[], given: Partial<GripperQuestion> = {}) {
  const opened: number[] = [];
  const open = async (index: number) => {
    opened.push(index);
    const column = async (): Promise<Column> => Float64Array.from(episodes[index] ?? []);
    return { column } as Pick<Episode, 'column'> as Episode;
  };
  const source: GripperQuestion['source'] = {
    format: 'lerobot-v3.0',
    files: ['data.parquet'],
    episodes: episodes.map((commands, index) => ({
      ...{ id: String(index), instruction: 'lift it', cameras: [] },
      length: commands.length,
    })) satisfies EpisodeSource['episodes'],
    open,
  };
  const feature = { name: 'action', names: null };
  return { opened, asked: { source, feature, dimensions: 1, given: null, layout: null, ...given } };
}

it("takes numbers below zero for LIBERO's, and reads no further than to the first", async () => {
  const { asked, opened } = question([[1, 1], [-1, 1], [1]]);
  expect(await findActionGripper(asked)).toBe('minus-one-is-open');
  expect(opened).toEqual([0, 1]);
});

it('asks where 1 may be open or closed', async () => {
  const { asked } = question([[0, 1, 1]]);
  await expect(findActionGripper(asked)).rejects.toMatchObject({
    code: 'ACTION_GRIPPER',
    fix: expect.stringContaining('--action-gripper open-is-one'),
  });
  expect(await findActionGripper({ ...asked, given: 'closed-is-one' })).toBe('closed-is-one');
  expect(await findActionGripper({ ...asked, layout: 'bridge' })).toBe('open-is-one');
  expect(await findActionGripper({ ...asked, layout: 'droid' })).toBe('closed-is-one');
});

it.each([
  ['gripper_open', 'open-is-one'],
  ['open_gripper', 'open-is-one'],
  ['target_close', 'closed-is-one'],
  ['gripper_closedness_action', 'closed-is-one'],
] as const)('takes the word of the name %s where 1 may be open or closed', async (name, convention) => {
  const feature = { name: 'inspire.actions', names: ['x', name] };
  expect(await findActionGripper(question([[0, 1]], { feature }).asked)).toBe(convention);
  expect(await findActionGripper(question([[-1, 1]], { feature }).asked)).toBe('minus-one-is-open');
});

it('asks where a name says neither or both, and where the last number never changes', async () => {
  const feature = { name: 'action', names: ['x', 'gripper_open_close'] };
  await expect(findActionGripper(question([[0, 1]], { feature }).asked)).rejects.toMatchObject({
    message: "the gripper's command goes from 0 to 1: 1 may be open or closed",
  });
  await expect(findActionGripper(question([[0, 0], [0]]).asked)).rejects.toMatchObject({
    message: 'the last number of an action is 0 in all frames',
    fix: expect.stringContaining('--action-features'),
  });
});

it('refuses numbers of another scale, and several arms', async () => {
  await expect(findActionGripper(question([[0, 57]]).asked)).rejects.toMatchObject({
    message: "the gripper's command goes from 0 to 57",
  });
  const feature = { name: 'action', names: ['left_gripper', 'right_gripper'] };
  await expect(findActionGripper(question([[0]], { feature }).asked)).rejects.toMatchObject({
    message: 'an action has several grippers (left_gripper, right_gripper)',
  });
});

it.each([
  [
    ['left_waist', 'left_elbow', 'right_waist', 'right_elbow'],
    'an action is of two arms (left_waist, right_waist)',
  ],
  [['x', 'gripper', 'terminate_episode'], 'an action ends with terminate_episode, not with the gripper'],
  [['x', 'terminate'], 'an action ends with terminate, not with the gripper'],
  [['gripper', 'x', 'y'], 'an action ends with y, not with the gripper'],
])('refuses an action whose names %j say that it does not end with the gripper', async (names, message) => {
  const { asked } = question([[0, -1]], { feature: { name: 'action', names } });
  await expect(findActionGripper({ ...asked, given: 'closed-is-one' })).rejects.toMatchObject({ message });
});

it.each([
  [['motor_0', 'motor_1']],
  [['x', 'y', 'gripper']],
  [['left_joint_0', 'left_gripper']],
  [['right_shoulder', 'jaw']],
])('takes the last number of %j for the gripper', async (names) => {
  const { asked } = question([[0, -1]], { feature: { name: 'action', names } });
  expect(await findActionGripper(asked)).toBe('minus-one-is-open');
});

it('makes 1 open and 0 closed of each, and leaves the other numbers', () => {
  const rows = (last: readonly number[]) => Float64Array.from(last.flatMap((value) => [-0.5, value]));
  expect(openIsOne(rows([-1, 1, 0]), 2, 'minus-one-is-open')).toEqual(rows([1, 0, 1]));
  expect(openIsOne(rows([1, 0, 1.2]), 2, 'open-is-one')).toEqual(rows([1, 0, 1]));
  expect(openIsOne(rows([1, 0, 0.25]), 2, 'closed-is-one')).toEqual(rows([0, 1, 0.75]));
});
