import { type AnswerVocabulary, InspireError, stepFailures } from '@inspire-vla/adapter';
import {
  createOpenpiProtocol,
  createPolicyServer,
  type Policy,
  type PolicyObservation,
  type PolicyReply,
} from '@inspire-vla/policy-server';
import { createQuestion } from '@inspire-vla/prompt-builder';
import { createWorld, type PolicyView, sampleLayout, seenTasks, unseenTasks } from '@inspire-vla/tabletop';
import { describe, expect, it, onTestFinished } from 'vitest';
import { evaluateTabletop } from './evaluate.js';
import { createServerPolicy } from './server-policy.js';
import { createTruths } from './truths.js';

type Asked = Pick<AnswerVocabulary, 'formulation' | 'words'>;

/** A move that does nothing. */
const still: PolicyReply = {
  ...{ actions: [[0, 0, 0, 0, 0, 0, -1]], answers: [], passes: 1, guesses: { tried: 0, held: 0 } },
  timings: { prepare: 0, images: 0, prompt: 0, answers: 0, actions: 0, total: 0 },
};

/** Its objects are not in the order in which the instruction names them. */
const task = unseenTasks.find(({ scene: { id }, objects }) => id === 'stove-1' && objects.length > 2);

/** A policy that does nothing and answers the truth of the start about the task's objects; what it hears is kept. */
async function oracle(asked: Asked, isTold: boolean) {
  if (task === undefined) throw new Error('the task is gone');
  const world = await createWorld({ scene: task.scene });
  const truthsOf = createTruths(task, asked);
  const heard: PolicyObservation[] = [];
  let connections = 0;
  const policy: Policy = {
    description: {
      ...{ name: 'oracle', cameras: [{ name: 'image', required: true }], stateDimensions: 8 },
      ...{ horizon: 1, actionDimensions: 7, datasets: [] },
      ...(isTold ? { asked } : {}),
    },
    connect() {
      connections += 1;
      return {
        async infer(observation) {
          const truths = truthsOf(world.reset(sampleLayout(task.scene, 0x40000000 + heard.length)));
          heard.push(observation);
          const timings = { prepare: 0, images: 0, prompt: 0, answers: 0, actions: 0, total: 0 };
          const answers = task.objects.map(({ phrase }, index) => ({
            ...{ object: phrase, question: '', answer: truths[index] ?? '', probability: 1 },
            origin: 'asked' as const,
          }));
          const guesses = { tried: 0, held: 0 };
          return { actions: [[0, 0, 0, 0, 0, 0, -1]], answers, timings, passes: 1, guesses };
        },
        reset: () => {},
        close: () => {},
      };
    },
    close: async () => world.close(),
  };
  const server = await createPolicyServer({ policy, protocol: createOpenpiProtocol(), port: 0 });
  onTestFinished(async () => {
    await server.stop();
    await policy.close();
  });
  const { summary } = await evaluateTabletop({
    ...{ policy: { kind: 'server', url: server.url }, tasks: [task], episodes: 3, seeds: [0] },
    ...{ imageSize: 16, replan: null, limit: 1, jobs: 1 },
  });
  return { summary, heard, connections, objects: task.objects };
}

describe('a server as the policy of an evaluation', () => {
  it.each([
    { formulation: 'direction-1d', words: 'authors' },
    { formulation: 'distance', words: 'paper' },
  ] as const)('is asked about the objects of the task, and judged by its own words: %o', async (asked) => {
    const { summary, heard, objects } = await oracle(asked, true);
    expect(summary.answerAccuracy).toBe(1);
    expect(heard[0]?.questions).toEqual(
      objects.map(({ phrase }) => createQuestion(asked.formulation, phrase)),
    );
  });

  it('is asked nothing and not judged where it does not say what it answers', async () => {
    const { summary, heard } = await oracle({ formulation: 'direction-1d', words: 'paper' }, false);
    expect(summary.answerAccuracy).toBeNull();
    expect(heard.map(({ questions }) => questions)).toEqual([undefined, undefined, undefined]);
  });

  it('forgets an episode before the next, by a new connection', async () => {
    const { connections } = await oracle({ formulation: 'direction-1d', words: 'paper' }, true);
    expect(connections).toBe(3);
  });

  it('moves the gripper as the world takes it, whatever the server says it gives', async () => {
    const reply: PolicyReply = {
      ...still,
      actions: [[0, 0, 0, 0, 0, 0, 1]],
    };
    const policy: Policy = {
      description: {
        ...{ name: 'turned', cameras: [{ name: 'image', required: true }], stateDimensions: 8 },
        ...{ horizon: 1, actionDimensions: 7, datasets: [], gripper: 'open-is-one' },
      },
      connect: () => ({ infer: async () => reply, reset: () => {}, close: () => {} }),
      close: async () => {},
    };
    const server = await createPolicyServer({ policy, protocol: createOpenpiProtocol(), port: 0 });
    onTestFinished(() => server.stop());
    const picture = () => ({ width: 8, height: 8, bytes: new Uint8Array(192) });
    const view = { instruction: 'lift the cup', state: Array(8).fill(0), picture } as unknown as PolicyView;
    const own = await createServerPolicy(server.url, null);
    expect((await own.act(view)).actions).toEqual([[0, 0, 0, 0, 0, 0, -1]]);
    await own.close();
  });

  it.each(stepFailures)(
    'loses one episode by a step without an action, and not the evaluation: %s',
    async (code) => {
      let steps = 0;
      const policy: Policy = {
        description: {
          ...{ name: 'failing', cameras: [{ name: 'image', required: true }], stateDimensions: 8 },
          ...{ horizon: 1, actionDimensions: 7, datasets: [] },
        },
        connect: () => ({
          async infer() {
            steps += 1;
            if (steps === 3) throw new InspireError({ code, message: 'there is no action' });
            return still;
          },
          reset: () => {},
          close: () => {},
        }),
        close: async () => {},
      };
      const server = await createPolicyServer({ policy, protocol: createOpenpiProtocol(), port: 0 });
      onTestFinished(() => server.stop());
      const { summary } = await evaluateTabletop({
        ...{
          policy: { kind: 'server', url: server.url },
          tasks: seenTasks.slice(0, 1),
          episodes: 3,
          seeds: [0],
        },
        ...{ imageSize: 16, replan: null, limit: 2, jobs: 1 },
      });
      const counted = code === 'SEQUENCE_TOO_LONG' ? { tooLong: 1 } : { undecodable: 1 };
      expect(summary).toMatchObject({ episodes: 3, successes: 0, ...counted });
    },
  );

  it.each([1, 2])(
    'that says nothing is left when it is told, with %i threads',
    async (jobs) => {
      const abort = new AbortController();
      let release = () => {};
      const policy: Policy = {
        description: {
          ...{ name: 'silent', cameras: [{ name: 'image', required: true }], stateDimensions: 8 },
          ...{ horizon: 1, actionDimensions: 7, datasets: [] },
        },
        connect: () => ({
          infer: () =>
            new Promise((resolve) => {
              release = () => resolve(still);
              abort.abort(new Error('enough'));
            }),
          reset: () => {},
          close: () => {},
        }),
        close: async () => {},
      };
      const server = await createPolicyServer({ policy, protocol: createOpenpiProtocol(), port: 0 });
      onTestFinished(async () => {
        release();
        await server.stop();
      });
      const evaluating = evaluateTabletop({
        ...{
          policy: { kind: 'server', url: server.url },
          tasks: seenTasks.slice(0, 1),
          episodes: 3,
          seeds: [0],
        },
        ...{ imageSize: 16, replan: null, limit: 2, jobs, signal: abort.signal },
      });
      await expect(evaluating).rejects.toThrow('enough');
    },
    60_000,
  );
});
