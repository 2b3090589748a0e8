import { once } from 'node:events';
import { connect } from 'node:net';
import { InspireError, stepFailures } from '@inspire-vla/adapter';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createFakePolicy } from '../__fixtures__/fake-policy.js';
import { liberoObservation } from '../__fixtures__/observations.js';
import { createServers, sendFrames, until } from '../__fixtures__/start-server.js';
import {
  createActionChunkBroker,
  createAlohaObservation,
  createDroidObservation,
  createNdArray,
  createOpenpiClient,
  readNumbers,
  type ValueMap,
} from '../client/index.js';
import { encodeOpenpi } from '../codec/openpi-codec.js';
import { createOpenpiProtocol, type Policy, type PolicyObservation } from '../index.js';

const { start, release } = createServers();
afterEach(release);

/** A policy that can be held in the middle of a step. */
function createHeldPolicy() {
  const policy = createFakePolicy();
  const waiting: (() => void)[] = [];
  const held: Policy = {
    ...policy,
    connect() {
      const connection = policy.connect();
      return {
        ...connection,
        async infer(observation, options) {
          await new Promise<void>((resolve) => waiting.push(resolve));
          options?.signal?.throwIfAborted();
          return connection.infer(observation, options);
        },
      };
    },
  };
  const next = async () => {
    await until(() => waiting.length > 0);
    waiting.shift()?.();
  };
  return { held, next, isWaiting: () => waiting.length > 0 };
}

function libero(seed: number): PolicyObservation {
  const observation = liberoObservation(seed);
  const picture = (key: string) => {
    const { shape, bytes } = observation[key] as {
      readonly shape: readonly number[];
      readonly bytes: Uint8Array;
    };
    return { height: shape[0] ?? 0, width: shape[1] ?? 0, bytes };
  };
  const state = observation['observation/state'];
  return {
    images: { primary: picture('observation/image'), wrist: picture('observation/wrist_image') },
    state: [...readNumbers(state as ReturnType<typeof createNdArray>)],
    instruction: String(observation['prompt']),
  };
}

describe('an openpi server', () => {
  it('greets with metadata and answers as a direct call does, with timings and answers', async () => {
    const { url } = await start(createFakePolicy());
    const client = await createOpenpiClient({ url });
    expect(client.metadata).toMatchObject({
      policy: 'fake',
      cameras: ['primary', 'wrist'],
      action_horizon: 3,
    });
    const direct = createFakePolicy().connect();
    for (const seed of [0, 1, 1, 2]) {
      const reply = await client.infer(liberoObservation(seed));
      const wanted = await direct.infer(libero(seed));
      expect([...readNumbers(reply.actions)]).toEqual(wanted.actions.flat());
      expect([reply.actions.dtype, reply.actions.shape]).toEqual(['<f8', [3, 7]]);
      expect(reply['server_timing']).toHaveProperty('infer_ms');
      expect('prev_total_ms' in (reply['server_timing'] as ValueMap)).toBe(seed !== 0);
      const { answers, probabilities, timings } = reply['inspire'] as ValueMap;
      expect(answers).toMatchObject(wanted.answers.map(({ object, answer }) => ({ object, answer })));
      expect(probabilities).toEqual(wanted.answers.map(({ probability }) => probability));
      expect(Object.keys(timings as ValueMap)).toContain('total');
    }
    await client.close();
  });

  it('says how its actions have the gripper where that is known', async () => {
    for (const gripper of [undefined, 'closed-is-one'] as const) {
      const { url } = await start(createFakePolicy(gripper === undefined ? {} : { gripper }));
      const client = await createOpenpiClient({ url });
      expect(client.metadata['action_gripper']).toBe(gripper);
      await client.close();
    }
  });

  it('asks the questions that come with an observation, and takes a default instruction', async () => {
    const { url } = await start(createFakePolicy(), {
      protocol: createOpenpiProtocol({ defaultInstruction: 'lift the cup', metadata: { reset_pose: [0.5] } }),
    });
    const client = await createOpenpiClient({ url });
    expect(client.metadata).toEqual({ reset_pose: [0.5] });
    const { prompt: _, ...observation } = liberoObservation(1);
    const reply = await client.infer({ ...observation, vqa: ['Where is the cup?', 'Where am I?'] });
    expect((reply['inspire'] as ValueMap)['answers']).toMatchObject([
      { question: 'Where is the cup?' },
      { question: 'Where am I?' },
    ]);
    await client.close();
  });

  it("understands ALOHA's and DROID's observations by their keys, and floats and planes as pictures", async () => {
    const { url } = await start(createFakePolicy());
    const client = await createOpenpiClient({ url });
    const image = { width: 4, height: 2, bytes: Uint8Array.from({ length: 24 }, (_, index) => index) };
    const base = { state: Array.from({ length: 14 }, () => 0.5), instruction: 'lift the cup' };
    const aloha = createAlohaObservation({ ...base, images: { cam_high: image, cam_left_wrist: image } });
    const droid = createDroidObservation({
      exterior: image,
      wrist: image,
      jointPosition: Array.from({ length: 7 }, () => 0.5),
      gripperPosition: 0.5,
      instruction: 'lift the cup',
    });
    const direct = createFakePolicy().connect();
    const images = { primary: image, wrist: image };
    const wanted = async (length: number) =>
      (
        await direct.infer({ images, state: Array(length).fill(0.5), instruction: 'lift the cup' })
      ).actions.flat();
    expect([...readNumbers((await client.infer(aloha)).actions)]).toEqual(await wanted(14));
    expect([...readNumbers((await client.infer(droid)).actions)]).toEqual(await wanted(8));
    const scalar = { kind: 'scalar', dtype: '<f4', value: 0.5 } as const;
    const numpy = { ...droid, 'observation/gripper_position': scalar };
    expect([...readNumbers((await client.infer(numpy)).actions)]).toEqual(await wanted(8));
    const floats = createNdArray(
      Float64Array.from(image.bytes, (level) => (level + 0.5) / 255),
      [2, 4, 3],
    );
    const asFloats = { ...droid, 'observation/exterior_image_1_left': floats };
    expect([...readNumbers((await client.infer(asFloats)).actions)]).toEqual(await wanted(8));
    await client.close();
  });

  it('takes a state of any length where the policy does', async () => {
    const { url } = await start(createFakePolicy());
    const client = await createOpenpiClient({ url });
    const arm = { 'observation/state': createNdArray(new Float64Array(6)) };
    expect((await client.infer({ ...liberoObservation(1), ...arm })).actions).toBeDefined();
    await client.close();
  });

  const good = liberoObservation(1);
  const without = (key: string): ValueMap =>
    Object.fromEntries(Object.entries(good).filter(([name]) => name !== key));
  it.each<[string, ValueMap, string]>([
    ['no image', without('observation/image'), 'FIELD_MISSING'],
    ['no state', without('observation/state'), 'FIELD_MISSING'],
    ['no prompt', without('prompt'), 'FIELD_MISSING'],
    ['a prompt that is a number', { ...good, prompt: 3 }, 'FIELD_INVALID'],
    ['an empty prompt', { ...good, prompt: '  ' }, 'FIELD_INVALID'],
    ['a state of 3', { ...good, 'observation/state': createNdArray(new Float64Array(3)) }, 'FIELD_INVALID'],
    [
      'a state of two axes',
      { ...good, 'observation/state': createNdArray(new Float64Array(8), [2, 4]) },
      'FIELD_INVALID',
    ],
    [
      'a state with NaN',
      { ...good, 'observation/state': createNdArray(new Float64Array(8).fill(Number.NaN)) },
      'FIELD_INVALID',
    ],
    ['a state of text', { ...good, 'observation/state': 'no' }, 'FIELD_INVALID'],
    [
      'an image of two axes',
      { ...good, 'observation/image': createNdArray(new Uint8Array(16), [4, 4]) },
      'FIELD_INVALID',
    ],
    [
      'an image of integers',
      { ...good, 'observation/image': createNdArray(new Int32Array(48), [4, 4, 3]) },
      'FIELD_INVALID',
    ],
    [
      'an image of floats beyond 1',
      { ...good, 'observation/image': createNdArray(new Float32Array(48).fill(2), [4, 4, 3]) },
      'FIELD_INVALID',
    ],
    [
      'an empty image',
      { ...good, 'observation/image': createNdArray(new Uint8Array(0), [0, 4, 3]) },
      'FIELD_INVALID',
    ],
    [
      'an image that is a map',
      { ...good, 'observation/image': { __ndarray__: true, data: 'x' } },
      'FIELD_INVALID',
    ],
    ['questions that are a text', { ...good, vqa: 'where?' }, 'FIELD_INVALID'],
    ['questions without end', { ...good, vqa: Array.from({ length: 100 }, () => 'where?') }, 'FIELD_INVALID'],
  ])('answers %s with a text frame that says what is wrong, and 1011', async (_, observation, code) => {
    const policy = createFakePolicy();
    const description = { ...policy.description, stateDimensions: 8 };
    const { url, entries } = await start({ ...policy, description });
    const ending = await sendFrames(url, (socket) => socket.send(encodeOpenpi(observation)));
    expect(ending).toMatchObject({ code: 1011, texts: [expect.stringContaining(`error[${code}]`)] });
    expect(entries).toContainEqual(expect.objectContaining({ event: 'failed', code }));
  });

  it.each<[string, (socket: WebSocket) => void, number, string]>([
    ['garbage', (socket) => socket.send(Buffer.alloc(4096, 0xc7)), 1011, 'MESSAGE_CORRUPT'],
    ['an empty frame', (socket) => socket.send(Buffer.alloc(0)), 1011, 'MESSAGE_CORRUPT'],
    ['a text frame', (socket) => socket.send('hello'), 1011, 'MESSAGE_CORRUPT'],
    ['64 MB', (socket) => socket.send(Buffer.alloc(64 * 1024 * 1024)), 1009, 'MESSAGE_TOO_LONG'],
    [
      'a frame that breaks the protocol',
      (socket) => rawSocket(socket).write(Buffer.from([0xf3, 0x80, 0, 0, 0, 0])),
      1002,
      'FRAME_INVALID',
    ],
  ])('answers %s with a text frame, and closes', async (_, send, status, code) => {
    const { url } = await start(createFakePolicy());
    const ending = await sendFrames(url, send);
    expect(ending).toMatchObject({ code: status, texts: [expect.stringContaining(`error[${code}]`)] });
  });

  it('fails, and sends no action, where the model writes none', async () => {
    const { url } = await start(createFakePolicy({ firstActionId: 5 }));
    const client = await createOpenpiClient({ url });
    await expect(client.infer(liberoObservation(1))).rejects.toMatchObject({
      code: 'POLICY_FAILED',
      message: expect.stringContaining('ACTION_UNDECODABLE'),
      cause: expect.objectContaining({ code: 'ACTION_UNDECODABLE' }),
    });
    await client.close();
  });

  it.each(stepFailures)('goes on with the next step after %s', async (code) => {
    const policy = createFakePolicy();
    let steps = 0;
    const connect: Policy['connect'] = (...given) => {
      const connection = policy.connect(...given);
      return {
        ...connection,
        async infer(...asked) {
          steps += 1;
          if (steps === 2) throw new InspireError({ code, message: 'one step has failed' });
          return connection.infer(...asked);
        },
      };
    };
    const { url, entries } = await start({ ...policy, connect });
    const client = await createOpenpiClient({ url });
    const { actions } = await client.infer(liberoObservation(1));
    await expect(client.infer(liberoObservation(1))).rejects.toMatchObject({
      code: 'POLICY_FAILED',
      message: expect.stringContaining(code),
      cause: expect.objectContaining({ code, message: 'one step has failed' }),
    });
    expect((await client.infer(liberoObservation(1))).actions).toEqual(actions);
    expect(entries).toContainEqual(expect.objectContaining({ event: 'failed', code }));
    await client.close();
  });

  it.each([
    ['no numbers', [[]]],
    ['numbers that are none', [[Number.NaN, 1]]],
    ['rows of different lengths', [[1, 2], [1]]],
    ['no rows', []],
  ])('lets no chunk with %s of a foreign policy pass', async (_, actions) => {
    const policy = createFakePolicy();
    const foreign: Policy = {
      ...policy,
      connect() {
        const connection = policy.connect();
        return {
          ...connection,
          infer: async (observation) => ({ ...(await connection.infer(observation)), actions }),
        };
      },
    };
    const { url } = await start(foreign);
    const client = await createOpenpiClient({ url });
    await expect(client.infer(liberoObservation(1))).rejects.toMatchObject({ code: 'POLICY_FAILED' });
  });

  it('keeps 64 clients apart, also beside clients that break off, flood, or send garbage', async () => {
    const { url, port } = await start(createFakePolicy());
    const direct = createFakePolicy();
    const silent = connect(port, '127.0.0.1');
    const half = connect(port, '127.0.0.1');
    half.write('GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n');
    const broken = connect(port, '127.0.0.1');
    broken.on('error', () => {});
    broken.write('\u0000\u00ff garbage \r\n\r\n');
    const flood = new WebSocket(url);
    flood.on('error', () => {});
    flood.on('open', () => {
      rawSocket(flood).pause();
      for (let index = 0; index < 40; index += 1) flood.send(encodeOpenpi(liberoObservation(index, 64)));
    });
    const garbage = Array.from({ length: 8 }, () => sendFrames(url, (socket) => socket.send('no')));
    const breaking = Array.from({ length: 8 }, () =>
      sendFrames(url, (socket) => {
        socket.send(encodeOpenpi(good));
        socket.terminate();
      }),
    );
    const clients = Array.from({ length: 64 }, async (_, seed) => {
      const client = await createOpenpiClient({ url });
      const connection = direct.connect();
      for (let step = 0; step < 2; step += 1) {
        const { actions } = await client.infer(liberoObservation(seed));
        expect([...readNumbers(actions)]).toEqual((await connection.infer(libero(seed))).actions.flat());
      }
      await client.close();
    });
    await Promise.all(clients);
    for (const { texts } of await Promise.all(garbage)) expect(texts).toHaveLength(1);
    await Promise.all(breaking);
    flood.terminate();
    for (const socket of [silent, half, broken]) socket.destroy();
    expect(await (await fetch(`http://127.0.0.1:${port}/healthz`)).text()).toBe('OK\n');
  });

  it('stops reading from a client that asks without waiting for replies', async () => {
    const { held, next, isWaiting } = createHeldPolicy();
    const { url, entries } = await start(held);
    const socket = new WebSocket(url);
    await new Promise((resolve) => socket.once('open', resolve));
    // More than the buffers of both kernels hold.
    const frame = encodeOpenpi(liberoObservation(1, 512));
    for (let index = 0; index < 20; index += 1) socket.send(frame);
    await until(isWaiting);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(socket.bufferedAmount).toBeGreaterThan(frame.length);
    let replies = 0;
    const all = new Promise<void>((resolve) => {
      socket.on('message', (_, isBinary) => {
        replies += isBinary ? 1 : 0;
        if (replies === 20) resolve();
      });
    });
    for (let index = 0; index < 20; index += 1) await next();
    await all;
    expect(entries.filter(({ event }) => event === 'answered')).toHaveLength(20);
    socket.terminate();
  });

  it('sends a client away for whom the policy has no place, and keeps the others', async () => {
    const policy = createFakePolicy();
    let places = 1;
    const { url, entries } = await start({
      ...policy,
      connect() {
        places -= 1;
        if (places < 0) throw new InspireError({ code: 'NO_PLACE', message: 'there is no room' });
        return policy.connect();
      },
    });
    const client = await createOpenpiClient({ url });
    await expect(createOpenpiClient({ url })).rejects.toMatchObject({
      code: 'CONNECTION_LOST',
      message: expect.stringContaining('1011: NO_PLACE'),
    });
    expect(entries).toContainEqual(expect.objectContaining({ event: 'failed', code: 'NO_PLACE' }));
    expect((await client.infer(liberoObservation(1))).actions.shape).toEqual([3, 7]);
    await client.close();
  });

  it('drops a step whose client has gone, and serves the next client', async () => {
    const { held, next, isWaiting } = createHeldPolicy();
    const { url, entries } = await start(held);
    const first = await createOpenpiClient({ url });
    const gone = new AbortController();
    const lost = first.infer(liberoObservation(1), gone.signal);
    await until(isWaiting);
    gone.abort();
    await expect(lost).rejects.toThrow();
    const second = await createOpenpiClient({ url });
    const reply = second.infer(liberoObservation(2));
    await next();
    await next();
    expect((await reply).actions.shape).toEqual([3, 7]);
    expect(entries.filter(({ event }) => event === 'disconnected')).toHaveLength(1);
    await second.close();
  });

  it('refuses what is beyond the queue with an error of its own, and more clients than it takes', async () => {
    const { held, next, isWaiting } = createHeldPolicy();
    const { url } = await start(held, { limits: { queue: 1, clients: 3 } });
    const [a, b, c] = await Promise.all([1, 2, 3].map(() => createOpenpiClient({ url })));
    await expect(createOpenpiClient({ url })).rejects.toMatchObject({ code: 'CONNECTION_FAILED' });
    const first = a?.infer(liberoObservation(1));
    await until(isWaiting);
    const second = b?.infer(liberoObservation(2));
    await new Promise((resolve) => setTimeout(resolve, 20));
    await expect(c?.infer(liberoObservation(3))).rejects.toMatchObject({
      message: expect.stringContaining('QUEUE_FULL'),
    });
    await next();
    await next();
    for (const reply of await Promise.all([first, second])) expect(reply?.actions.shape).toEqual([3, 7]);
  });

  it('wants one of its keys, and says 401 without', async () => {
    const { url, port } = await start(createFakePolicy(), { apiKeys: ['first-key', 'second-key'] });
    for (const apiKey of ['first-key', 'second-key']) {
      const client = await createOpenpiClient({ url, apiKey });
      expect((await client.infer(good)).actions.shape).toEqual([3, 7]);
      await client.close();
    }
    for (const apiKey of [undefined, 'first-ke', 'first-key2', 'FIRST-KEY']) {
      const wrong = createOpenpiClient({ url, ...(apiKey === undefined ? {} : { apiKey }) });
      await expect(wrong).rejects.toMatchObject({ message: expect.stringContaining('401') });
    }
    const metrics = `http://127.0.0.1:${port}/metrics`;
    expect((await fetch(metrics)).status).toBe(401);
    expect((await fetch(metrics, { headers: { authorization: 'Bearer first-key' } })).status).toBe(401);
    const text = await (await fetch(metrics, { headers: { authorization: 'Api-Key second-key' } })).text();
    expect(text).toContain('inspire_requests_total{outcome="ok",protocol="openpi"} 2');
    expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200);
    await expect(start(createFakePolicy(), { apiKeys: ['two words'] })).rejects.toMatchObject({
      code: 'API_KEY_INVALID',
    });
  });

  it('hangs up on whom it refuses, also where they keep their side open', async () => {
    const { port } = await start(createFakePolicy(), { apiKeys: ['key'] });
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    socket.on('error', () => {});
    const upgrade = ['GET / HTTP/1.1', 'Host: x', 'Connection: Upgrade', 'Upgrade: websocket'];
    socket.write(
      `${upgrade.join('\r\n')}\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${'A'.repeat(22)}==\r\n\r\n`,
    );
    socket.resume();
    await once(socket, 'end');
    // What is sent after that meets nobody.
    socket.write('x');
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.write('x');
    await until(() => socket.destroyed);
  });

  it('finishes what runs when it stops, refuses what waits, and closes with 1001', async () => {
    const { held, next, isWaiting } = createHeldPolicy();
    const server = await start(held);
    const [running, waiting, resting] = await Promise.all(
      [1, 2, 3].map(() => createOpenpiClient({ url: server.url })),
    );
    const reply = running?.infer(liberoObservation(1));
    await until(isWaiting);
    const refused = expect(waiting?.infer(liberoObservation(2))).rejects.toMatchObject({
      message: expect.stringContaining('SERVER_STOPPING'),
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    const stopped = server.stop();
    await expect(createOpenpiClient({ url: server.url })).rejects.toMatchObject({
      code: 'CONNECTION_FAILED',
    });
    await next();
    expect((await reply)?.actions.shape).toEqual([3, 7]);
    await refused;
    await stopped;
    await expect(resting?.infer(liberoObservation(1))).rejects.toMatchObject({
      message: expect.stringContaining('1001'),
    });
    await server.stop();
  });

  it('stops at once for a client that has asked several times and waits', async () => {
    const { held, next, isWaiting } = createHeldPolicy();
    const server = await start(held);
    const socket = new WebSocket(server.url);
    await once(socket, 'open');
    for (let index = 0; index < 5; index += 1) socket.send(encodeOpenpi(liberoObservation(1)));
    await until(isWaiting);
    // All have come by now, and no more are read.
    await new Promise((resolve) => setTimeout(resolve, 50));
    const stopped = server.stop();
    const ended = once(socket, 'close');
    await next();
    expect((await ended)[0]).toBe(1001);
    await stopped;
  });

  it('keeps clients where the idle time is longer than a timer can be', async () => {
    const limits = { idleSeconds: 3_000_000, messageBytes: 2 ** 40 };
    const { url } = await start(createFakePolicy(), { limits });
    const client = await createOpenpiClient({ url });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await client.infer(liberoObservation(1))).actions.shape).toEqual([3, 7]);
  });

  it('survives what a client sends for whom the policy has no place', async () => {
    const { port } = await start({
      ...createFakePolicy(),
      connect() {
        throw new RangeError('no place');
      },
    });
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    const key = Buffer.alloc(16, 1).toString('base64');
    const head = `GET / HTTP/1.1\r\nhost: a\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: ${key}\r\n\r\n`;
    // With the handshake comes a frame that is none.
    socket.write(Buffer.concat([Buffer.from(head), Buffer.from('ff8000000000', 'hex')]));
    await once(socket, 'data');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await (await fetch(`http://127.0.0.1:${port}/healthz`)).text()).toBe('OK\n');
    socket.destroy();
  });

  it('sends idle clients away, and those who do not read', async () => {
    const { url, entries } = await start(createFakePolicy(), { limits: { idleSeconds: 0.05 } });
    expect((await sendFrames(url, () => {})).code).toBe(1001);
    await until(() => entries.some(({ event, code }) => event === 'disconnected' && code === 1001));
    const policy = createFakePolicy();
    const wide: Policy = {
      ...policy,
      connect: () => ({
        ...policy.connect(),
        infer: async () => ({
          ...(await policy.connect().infer(libero(1))),
          actions: Array(100_000).fill(Array(14).fill(1)),
        }),
      }),
    };
    const slow = await start(wide, { limits: { sendSeconds: 0.1 } });
    const socket = new WebSocket(slow.url);
    socket.on('error', () => {});
    await new Promise((resolve) => socket.once('open', resolve));
    rawSocket(socket).pause();
    for (let index = 0; index < 8; index += 1) socket.send(encodeOpenpi(good));
    await until(() => slow.entries.some(({ event }) => event === 'disconnected'));
    socket.terminate();
  });

  it.each(['none', ''])('refuses a certificate that is none: "%s"', async (text) => {
    const tls = { certificate: text, key: text };
    await expect(start(createFakePolicy(), { tls })).rejects.toMatchObject({ code: 'TLS_INVALID' });
  });

  it('says which address it cannot have', async () => {
    const { port } = await start(createFakePolicy());
    await expect(start(createFakePolicy(), { port })).rejects.toMatchObject({
      code: 'ADDRESS_UNAVAILABLE',
      at: `127.0.0.1:${port}`,
    });
  });

  it('gives a broker one action per step', async () => {
    const { url } = await start(createFakePolicy());
    const client = await createOpenpiClient({ url });
    const broker = createActionChunkBroker(client, 2);
    const { actions } = await client.infer(liberoObservation(1));
    const rows = [0, 1].map((row) => [...readNumbers(actions)].slice(row * 7, (row + 1) * 7));
    for (const row of [...rows, rows[0]]) {
      const step = (await broker.infer(liberoObservation(1)))['actions'] as typeof actions;
      expect([step.shape, [...readNumbers(step)]]).toEqual([[7], row]);
    }
    broker.reset();
    const first = (await broker.infer(liberoObservation(1)))['actions'] as typeof actions;
    expect([...readNumbers(first)]).toEqual(rows[0]);
    await expect(
      (async () => {
        const long = createActionChunkBroker(client, 9);
        for (let step = 0; step < 4; step += 1) await long.infer(liberoObservation(1));
      })(),
    ).rejects.toMatchObject({ code: 'CHUNK_SHORT' });
    await client.close();
  });
});

/** The TCP socket beneath; `ws` has no public way to write what is no frame. */
function rawSocket(socket: WebSocket) {
  return (socket as unknown as { readonly _socket: import('node:net').Socket })._socket;
}
