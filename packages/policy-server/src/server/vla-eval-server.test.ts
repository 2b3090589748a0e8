import type { ActionGripper } from '@inspire-vla/adapter';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createFakePolicy } from '../__fixtures__/fake-policy.js';
import { createServers } from '../__fixtures__/start-server.js';
import { readNumbers } from '../arrays/read-numbers.js';
import { createNdArray, createVlaEvalClient, toPictureArray, type ValueMap } from '../client/index.js';
import { pack } from '../codec/message-pack.js';
import { isNdArray } from '../codec/value.js';
import { encodeVlaEval, openVlaEval } from '../codec/vla-eval-codec.js';
import { createVlaEvalProtocol, type VlaEvalGripper } from '../index.js';

const { start, release } = createServers();
afterEach(release);

function observe(seed: number): ValueMap {
  const picture = (offset: number) =>
    toPictureArray({
      width: 8,
      height: 8,
      bytes: Uint8Array.from({ length: 192 }, (_, at) => (at + seed + offset) % 256),
    });
  return {
    images: { agentview: picture(0), wrist: picture(50) },
    task_description: 'lift the cup',
    states: createNdArray(Float64Array.from({ length: 8 }, () => 0.5)),
  };
}

async function chunkFor(seed: number) {
  const { images, states: _ } = observe(seed) as {
    images: Record<string, { bytes: Uint8Array }>;
    states: unknown;
  };
  const image = (name: string) => ({ width: 8, height: 8, bytes: images[name]?.bytes ?? new Uint8Array() });
  const reply = await createFakePolicy()
    .connect()
    .infer({
      images: { primary: image('agentview'), wrist: image('wrist') },
      state: Array(8).fill(0.5),
      instruction: 'lift the cup',
    });
  return reply.actions.map((action) => [...Float32Array.from(action)]);
}

describe('a vla-eval server', () => {
  it('says hello, and hands out a chunk one action per observation, dropped with the episode', async () => {
    const { url } = await start(createFakePolicy(), { protocol: createVlaEvalProtocol() });
    const client = await createVlaEvalClient({ url });
    expect(client.server).toMatchObject({
      protocol_version: 1,
      model_server: 'fake',
      capabilities: {},
      observation_params: { send_wrist_image: true, send_state: true },
      action_spec: { gripper: { format: 'binary_close_positive', dims: 1 } },
    });
    const [first, second] = [await chunkFor(1), await chunkFor(2)];
    await client.startEpisode({ task: { name: 'lift' } });
    expect(await client.act(observe(1))).toEqual(first[0]);
    expect(await client.act(observe(2))).toEqual(first[1]);
    await client.endEpisode({ success: false });
    await client.startEpisode({ task: { name: 'lift' } });
    for (const row of [0, 1, 2]) expect(await client.act(observe(2))).toEqual(second[row]);
    expect(await client.act(observe(1))).toEqual(first[0]);
    await client.close();
  });

  /** The first answer's gripper and what the hello says of it, for a benchmark and a policy that opens so far. */
  async function gripperFor(
    { benchmark, gripper }: { benchmark?: string; gripper?: VlaEvalGripper },
    own?: ActionGripper,
  ) {
    const protocol = createVlaEvalProtocol(gripper === undefined ? {} : { gripper });
    const { url } = await start(createFakePolicy(own === undefined ? {} : { gripper: own }), { protocol });
    const socket = new WebSocket(url);
    await new Promise((resolve) => socket.once('open', resolve));
    const ask = async (type: string, payload: ValueMap) => {
      socket.send(encodeVlaEval({ type, payload, seq: 1, timestamp: 0 }));
      const answer = openVlaEval(await new Promise<Buffer>((resolve) => socket.once('message', resolve)));
      return answer.readPayload();
    };
    const hello = await ask('hello', benchmark === undefined ? {} : { benchmark });
    const { actions } = await ask('observation', observe(1));
    socket.close();
    const last = isNdArray(actions) ? readNumbers(actions)[6] : undefined;
    return { spec: (hello['action_spec'] as ValueMap)['gripper'], last };
  }

  const closed = { format: 'binary_close_positive' };
  const open = { format: 'continuous_01' };
  it.each<[string, VlaEvalGripper | undefined, (own: number) => number, object]>([
    ['no benchmark', undefined, (own) => 1 - 2 * own, closed],
    ['vla_eval.benchmarks.libero.benchmark:LIBEROBenchmark', undefined, (own) => 1 - 2 * own, closed],
    ['vla_eval.benchmarks.maniskill2.benchmark:ManiSkill2Benchmark', undefined, (own) => 1 - 2 * own, closed],
    ['mine:Benchmark', undefined, (own) => 1 - 2 * own, closed],
    ['vla_eval.benchmarks.simpler.benchmark:SimplerEnvBenchmark', undefined, (own) => own, open],
    ['vla_eval.benchmarks.calvin.benchmark:CALVINBenchmark', undefined, (own) => own, open],
    ['vla_eval.benchmarks.libero.benchmark:LIBEROBenchmark', 'as-recorded', (own) => own, open],
    ['mine:Benchmark', 'closed-is-one', (own) => 1 - own, { format: 'binary_close_01' }],
  ])(
    'gives the gripper of a policy that opens at 1 to %s, %s, as it takes it',
    async (name, gripper, wanted, format) => {
      const [first = []] = await chunkFor(1);
      const benchmark = name === 'no benchmark' ? {} : { benchmark: name };
      const { spec, last } = await gripperFor(
        { ...benchmark, ...(gripper === undefined ? {} : { gripper }) },
        'open-is-one',
      );
      expect(last).toBeCloseTo(wanted(first[6] ?? Number.NaN), 6);
      expect(spec).toMatchObject(format);
    },
  );

  it('gives numbers as they are where a policy does not say how it has the gripper', async () => {
    const [first = []] = await chunkFor(1);
    for (const benchmark of ['vla_eval.benchmarks.simpler.benchmark:SimplerEnvBenchmark', 'mine:Benchmark'])
      expect((await gripperFor({ benchmark })).last).toBe(first[6]);
  });

  it('asks the policy again after so many actions as it is told', async () => {
    const { url } = await start(createFakePolicy(), { protocol: createVlaEvalProtocol({ replan: 1 }) });
    const client = await createVlaEvalClient({ url });
    for (const seed of [1, 2]) expect(await client.act(observe(seed))).toEqual((await chunkFor(seed))[0]);
    await client.close();
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])(
    'does not replan after %s actions',
    (replan) => {
      expect(() => createVlaEvalProtocol({ replan })).toThrow(
        expect.objectContaining({ code: 'HORIZON_INVALID', at: 'replan' }),
      );
    },
  );

  it('reads the cameras of CALVIN, and starts anew where an observation says so', async () => {
    const { url } = await start(createFakePolicy(), { protocol: createVlaEvalProtocol() });
    const client = await createVlaEvalClient({ url });
    const calvin = (seed: number, more: ValueMap = {}): ValueMap => {
      const { images, ...rest } = observe(seed);
      const { agentview, wrist } = images as Readonly<Record<string, ValueMap>>;
      return { ...rest, images: { rgb_static: agentview, rgb_gripper: wrist }, ...more } as ValueMap;
    };
    const [first, second] = [await chunkFor(1), await chunkFor(2)];
    expect(await client.act(calvin(1))).toEqual(first[0]);
    expect(await client.act(calvin(2, { episode_restart: false }))).toEqual(first[1]);
    expect(await client.act(calvin(2, { episode_restart: true }))).toEqual(second[0]);
    await client.close();
  });

  it('hands out no action for another instruction', async () => {
    const { url } = await start(createFakePolicy(), { protocol: createVlaEvalProtocol() });
    const client = await createVlaEvalClient({ url });
    const other = { ...observe(2), task_description: 'push the cup' };
    const pushing = await client.act(other);
    const [first] = await chunkFor(1);
    expect(await client.act(observe(1))).toEqual(first);
    expect(await client.act(other)).toEqual(pushing);
    await client.close();
  });

  const good = observe(1);
  it.each<[string, unknown]>([
    ['no image', { ...good, images: undefined }],
    ['an image of two axes', { ...good, images: { agentview: createNdArray(new Float32Array(16), [4, 4]) } }],
    ['no text', { ...good, task_description: undefined }],
    ['a state of text', { ...good, states: 'no' }],
    ['a payload that is none', 5],
  ])('answers %s under its number, and stays open', async (_, payload) => {
    const { url } = await start(createFakePolicy(), { protocol: createVlaEvalProtocol() });
    const socket = new WebSocket(url);
    await new Promise((resolve) => socket.once('open', resolve));
    const ask = async (message: Uint8Array) => {
      socket.send(message);
      return openVlaEval(await new Promise<Buffer>((resolve) => socket.once('message', resolve)));
    };
    const encode = (content: unknown, seq: number) =>
      encodeVlaEval({ type: 'observation', payload: content as ValueMap, seq, timestamp: 0 });
    const refused = await ask(encode(payload, 41));
    expect([refused.type, refused.seq]).toEqual(['error', 41]);
    expect(String(refused.readPayload()['error'])).toMatch(/^observation_failed: \w+: /);
    const unknown = await ask(pack({ type: 'dance', seq: 42, payload: {} }));
    expect([unknown.type, unknown.seq]).toEqual(['error', 42]);
    expect((await ask(Buffer.from('garbage'))).type).toBe('error');
    const answered = await ask(encode(good, 43));
    expect([answered.type, answered.seq]).toEqual(['action', 43]);
    socket.terminate();
  });

  it('fails for the client where the model fails', async () => {
    const { url } = await start(createFakePolicy({ firstActionId: 5 }), {
      protocol: createVlaEvalProtocol(),
    });
    const client = await createVlaEvalClient({ url });
    await expect(client.act(observe(1))).rejects.toMatchObject({
      code: 'POLICY_FAILED',
      message: expect.stringContaining('ACTION_UNDECODABLE'),
    });
    await client.close();
  });

  it('has the pages of the harness', async () => {
    const { port } = await start(createFakePolicy(), { protocol: createVlaEvalProtocol() });
    expect(await (await fetch(`http://127.0.0.1:${port}/health`)).json()).toEqual({ status: 'ok' });
    expect(await (await fetch(`http://127.0.0.1:${port}/config`)).json()).toEqual({
      applied: {},
      config: {},
    });
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(426);
  });
});
