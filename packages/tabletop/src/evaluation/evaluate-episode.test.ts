import { InspireError, stepFailures } from '@inspire-vla/adapter';
import { describe, expect, it, vi } from 'vitest';
import { recordEpisode } from '../episodes/record-episode.js';
import { seenTasks } from '../tasks/split.js';
import { createWorld } from '../world/world.js';
import { evaluateEpisode } from './evaluate-episode.js';
import type { PolicyMove, PolicyView, TabletopPolicy } from './policy.js';
import { createExpertPolicy, createRandomPolicy } from './scripted-policies.js';

const [task] = seenTasks;

describe('an evaluation', () => {
  it('counts what the expert does and random moves do not', async () => {
    const world = await createWorld({ scene: task.scene });
    const expert = await evaluateEpisode({ world, task, seed: 1, policy: createExpertPolicy() });
    expect([expert.isDone, expert.calls === expert.length, expert.failure]).toEqual([true, true, null]);
    const random = await evaluateEpisode({ world, task, seed: 1, policy: createRandomPolicy(), limit: 40 });
    expect([random.isDone, random.length, random.failure]).toEqual([false, 40, null]);
    expect(random.calls).toBe(5);
    world.close();
  });

  it('does the actions of a chunk before it asks again, and hands on answers with the state they are about', async () => {
    const world = await createWorld({ scene: task.scene });
    const asked: number[] = [];
    const heard: unknown[] = [];
    const policy: TabletopPolicy = {
      reset: () => {},
      act({ world: { tick }, instruction, state }) {
        expect([instruction, state.length]).toEqual([task.instruction, 8]);
        asked.push(tick);
        return {
          actions: Array.from({ length: 4 }, () => [0, 0, 0, 0, 0, 0, -1]),
          answers: ['left', 'right'],
        };
      },
      close: () => {},
    };
    const onAnswers = (answers: readonly string[], { tick }: { tick: number }) =>
      heard.push([tick, ...answers]);
    await evaluateEpisode({ world, task, seed: 1, policy, limit: 10, onAnswers });
    expect(asked).toEqual([0, 4, 8]);
    expect(heard).toEqual([0, 4, 8].map((tick) => [tick, 'left', 'right']));
    world.close();
  });

  it('ends as failed where the physics goes wrong, with numbers that are none or a warning alone', async () => {
    const still = {
      reset: () => {},
      act: () => ({ actions: Array(9).fill([0, 0, 0, 0, 0, 0, -1]) }),
      close: () => {},
    };
    const world = await createWorld({ scene: task.scene });
    const lose = (action: ArrayLike<number>) => {
      const { state, ...snapshot } = world.snapshot();
      // The first numbers are the clock's; all positions come after it.
      world.restore({ ...snapshot, state: state.map((value, index) => (index === 16 ? Number.NaN : value)) });
      return world.step(action);
    };
    const warn = { ...world, warnings: () => 1 };
    const found = { isDone: false, failure: 'broken' };
    const broken = { ...world, step: lose };
    expect(await evaluateEpisode({ world: broken, task, seed: 1, policy: still })).toMatchObject({
      ...found,
      length: 1,
    });
    expect(await evaluateEpisode({ world: warn, task, seed: 1, policy: still })).toMatchObject({
      ...found,
      length: 0,
    });
    const recorded = await recordEpisode({ world: broken, task, seed: 1 });
    expect([recorded.isDone, recorded.length]).toEqual([false, 1]);
    world.close();
  });

  it.each(stepFailures)('counts as failed where a policy writes no action: %s', async (code) => {
    const world = await createWorld({ scene: task.scene });
    const raised = { code, message: 'the model gave no action chunk', fix: 'ask again' };
    const act = ({ world: { tick } }: PolicyView): PolicyMove => {
      if (tick > 0) throw new InspireError(raised);
      return { actions: [[0, 0, 0, 0, 0, 0, -1]] };
    };
    const policy = { reset: () => {}, act, close: () => {} };
    const outcome = await evaluateEpisode({ world, task, seed: 1, policy });
    expect(outcome).toMatchObject({
      isDone: false,
      length: 1,
      calls: 2,
      failure: code === 'SEQUENCE_TOO_LONG' ? 'tooLong' : 'undecodable',
    });
    world.close();
  });

  it('stops with an error where a policy gives no action, or asks for a picture that nothing draws', async () => {
    const world = await createWorld({ scene: task.scene });
    const failing = async (act: TabletopPolicy['act']) => {
      const policy = { reset: () => {}, act, close: () => {} };
      const error = await evaluateEpisode({ world, task, seed: 1, policy }).catch(
        (reason: unknown) => reason,
      );
      return InspireError.isInstance(error) ? error.code : error;
    };
    for (const move of [undefined, null, {}, { actions: 'up' }, { actions: [] }, { actions: [undefined] }]) {
      expect(await failing(() => move as unknown as PolicyMove)).toBe('ACTION_INVALID');
    }
    expect(await failing((view): PolicyMove => ({ actions: [[...view.picture('agentview').bytes]] }))).toBe(
      'PICTURES_MISSING',
    );
    world.close();
  });

  it('is refused with a limit or a seed that is no whole number', async () => {
    const world = await createWorld({ scene: task.scene });
    const policy = createRandomPolicy();
    const limits = [1.5, 0, -5, Number.NaN, Number.POSITIVE_INFINITY].map((limit) => ({ limit }));
    for (const wrong of [...limits, { seed: 0.5 }, { seed: Number.NaN }]) {
      await expect(evaluateEpisode({ world, task, seed: 1, policy, ...wrong })).rejects.toMatchObject({
        code: 'EPISODE_OPTIONS',
        at: Object.keys(wrong)[0],
      });
    }
    world.close();
  });

  it('takes the time of the policy without that of its pictures', async () => {
    const world = await createWorld({ scene: task.scene });
    // A clock that stands but where the test moves it.
    let clock = 1000;
    const now = vi.spyOn(performance, 'now').mockImplementation(() => clock);
    const takePicture = () => {
      clock += 90;
      return { width: 1, height: 1, bytes: new Uint8Array(3) };
    };
    const act = (view: PolicyView): PolicyMove => {
      for (const camera of ['agentview', 'wristview']) view.picture(camera);
      clock += 7;
      return { actions: [[0, 0, 0, 0, 0, 0, -1]] };
    };
    const policy = { reset: () => {}, act, close: () => {} };
    const { calls, milliseconds } = await evaluateEpisode({
      ...{ world, task, seed: 1, policy, takePicture, limit: 3 },
    });
    now.mockRestore();
    expect([calls, milliseconds]).toEqual([3, 21]);
    world.close();
  });
});
