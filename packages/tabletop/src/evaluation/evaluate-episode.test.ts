import { InspireError } from '@inspire-vla/adapter';
import { describe, expect, it } from 'vitest';
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
    expect([expert.isDone, expert.calls === expert.length]).toEqual([true, true]);
    const random = await evaluateEpisode({ world, task, seed: 1, policy: createRandomPolicy(), limit: 40 });
    expect([random.isDone, random.length]).toEqual([false, 40]);
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

  it('counts as failed where a policy writes what is no action', async () => {
    const world = await createWorld({ scene: task.scene });
    const failure = {
      code: 'ACTION_UNDECODABLE',
      message: 'the model gave no action chunk',
      fix: 'ask again',
    };
    const act = ({ world: { tick } }: PolicyView): PolicyMove => {
      if (tick > 0) throw new InspireError(failure);
      return { actions: [[0, 0, 0, 0, 0, 0, -1]] };
    };
    const policy = { reset: () => {}, act, close: () => {} };
    const outcome = await evaluateEpisode({ world, task, seed: 1, policy });
    expect(outcome).toMatchObject({ isDone: false, length: 1, calls: 2, isUndecodable: true });
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
    expect(await failing(() => ({ actions: [] }))).toBe('ACTION_INVALID');
    expect(await failing((view): PolicyMove => ({ actions: [[...view.picture('agentview').bytes]] }))).toBe(
      'PICTURES_MISSING',
    );
    world.close();
  });
});
