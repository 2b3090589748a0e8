import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PolicyView, seenTasks } from '@inspire-vla/tabletop';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeModel } from '../__fixtures__/miniature/make-model.mjs';
import { createModelPolicy } from '../serve/create-model-policy.js';
import { evaluateTabletop } from './evaluate.js';
import { createFolderPolicy } from './folder-policy.js';
import type { AnswerSource } from './forced-answers.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'folder-policy-'));
  makeModel(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const [task] = seenTasks;

async function accuracyOf(own: typeof task, answers: AnswerSource) {
  const { summary } = await evaluateTabletop({
    ...{ policy: { kind: 'model', folder, isTrusted: true, answers }, tasks: [own], episodes: 2, seeds: [0] },
    ...{ imageSize: 32, replan: null, limit: 2, jobs: 1 },
  });
  return summary.answerAccuracy;
}

describe('a model folder as the policy of an evaluation', () => {
  it.each([
    ['an instruction that names none of them', { ...task, instruction: 'clear the table' }],
    ['another order than the instruction', { ...task, objects: [...task.objects].reverse() }],
  ])('is asked about the objects of a task of one’s own, of %s', async (_, own) => {
    expect(await accuracyOf(own, 'truth')).toBe(1);
    expect(await accuracyOf(own, 'wrong')).toBe(0);
  });

  it.each(['truth', 'wrong'] as const)(
    'gives no answers of the world (%s) in the place of none',
    async (answers) => {
      const unasked = makeModel(join(folder, 'unasked'), 'unasked');
      await expect(
        createFolderPolicy({ kind: 'model', folder: unasked, isTrusted: true, answers }, null),
      ).rejects.toMatchObject({
        code: 'POLICY_UNFIT',
        message: expect.stringContaining('miniature was trained without questions'),
      });
    },
  );

  it('draws actions from the seed of the start, whatever was done before', async () => {
    const picture = () => ({ width: 28, height: 28, bytes: new Uint8Array(28 * 28 * 3).fill(9) });
    const view = { instruction: 'lift the cup', state: Array(8).fill(0), picture } as unknown as PolicyView;
    const policy = await createFolderPolicy({ kind: 'model', folder, isTrusted: true, temperature: 1 }, null);
    const drawn: string[] = [];
    for (const seed of [5, 6, 5]) {
      await policy.reset(task, seed);
      drawn.push(JSON.stringify(await policy.act(view)));
    }
    expect(drawn[2]).toBe(drawn[0]);
    expect(drawn[1]).not.toBe(drawn[0]);
    await policy.close();
  });

  it('moves the gripper as the world takes it, whatever the model was trained on', async () => {
    const turned = makeModel(join(folder, 'turned'), 'turned');
    const picture = () => ({ width: 28, height: 28, bytes: new Uint8Array(28 * 28 * 3).fill(9) });
    const view = { instruction: 'lift the cup', state: Array(8).fill(0), picture } as unknown as PolicyView;
    const policy = await createFolderPolicy({ kind: 'model', folder: turned, isTrusted: true }, null);
    const direct = await createModelPolicy({
      ...{ model: turned, isTrusted: true, checksums: true, threads: 1, questions: 'ask' },
      ...{ speculate: true, askEvery: 1, temperature: 0, seed: 0, actionGripper: 'minus-one-is-open' },
    });
    const { actions } = await policy.act(view);
    const wanted = await direct.connect().infer({
      ...{ images: { primary: picture(), wrist: picture() }, state: view.state, questions: [] },
      instruction: view.instruction,
    });
    expect(actions).toEqual(wanted.actions);
    await policy.close();
    await direct.close();
  });
});
