import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createFakePolicy } from '../__fixtures__/fake-policy.js';
import { liberoObservation } from '../__fixtures__/observations.js';
import { createServers, until } from '../__fixtures__/start-server.js';
import { createOpenpiClient } from '../client/index.js';
import { encodeOpenpi } from '../codec/openpi-codec.js';
import { createWorkerPolicy, type PolicyObservation } from '../index.js';

const { start, release } = createServers();
afterEach(release);

const module = new URL('../__fixtures__/fake-policy-module.ts', import.meta.url);
/** Threads of a test run TypeScript as it stands. */
const register = new URL('../__fixtures__/register-tsx.mjs', import.meta.url);
const execArgv = ['--import', register.href, '--conditions=@inspire-vla/source'];
const load = (options: unknown, from: URL = module) =>
  createWorkerPolicy({ module: from, options, execArgv });

function observe(level: number): PolicyObservation {
  const image = { width: 8, height: 8, bytes: new Uint8Array(192).fill(level) };
  return { images: { primary: image }, state: null, instruction: 'lift the cup' };
}

describe('a policy in a thread', () => {
  it('gives what it gives in this one, and each client its own memory', async () => {
    const policy = await load({});
    const direct = createFakePolicy();
    expect(policy.description).toEqual(direct.description);
    const [first, second, here] = [policy.connect(), policy.connect(), direct.connect()];
    for (const level of [1, 1, 2]) {
      const { timings: _, ...wanted } = await here.infer(observe(level));
      const { timings: __, ...given } = await first.infer(observe(level));
      expect(given).toEqual(wanted);
    }
    expect((await second.infer(observe(1))).guesses.tried).toBe(0);
    first.reset();
    expect((await first.infer(observe(1))).guesses.tried).toBe(0);
    await expect(first.infer({ ...observe(1), dataset: 'nowhere' })).rejects.toMatchObject({
      code: 'DATASET_UNKNOWN',
    });
    first.close();
    await policy.close();
    await policy.close();
    expect(await policy.ended).toBeNull();
  });

  it('stops a step whose signal came before it', async () => {
    const policy = await load({});
    const connection = policy.connect();
    await expect(connection.infer(observe(1), { signal: AbortSignal.abort() })).rejects.toMatchObject({
      message: expect.stringContaining('aborted'),
    });
    expect((await connection.infer(observe(1))).actions).toHaveLength(3);
    await policy.close();
  });

  it('fails a step where the policy takes no client, and lives on', async () => {
    const policy = await load({ isFull: true });
    for (const connection of [policy.connect(), policy.connect()]) {
      await expect(connection.infer(observe(1))).rejects.toMatchObject({
        message: 'there is no room',
        // Where in the thread: the log of a server shows it.
        stack: expect.stringContaining('fake-policy-module'),
      });
    }
    await policy.close();
    expect(await policy.ended).toBeNull();
  });

  it('moves large pictures where the caller gives them away, and copies them where not', async () => {
    const policy = await load({});
    const connection = policy.connect();
    const large = (level: number) => ({
      width: 224,
      height: 224,
      bytes: new Uint8Array(224 * 224 * 3).fill(level),
    });
    const [kept, given] = [large(7), large(7)];
    const wanted = await connection.infer({ ...observe(0), images: { primary: kept } });
    connection.reset();
    const observation = { ...observe(0), images: { primary: given } };
    const reply = await connection.infer(observation, { givesPictures: true });
    expect(reply.actions).toEqual(wanted.actions);
    expect([kept.bytes.length, given.bytes.length]).toEqual([224 * 224 * 3, 0]);
    await policy.close();
  });

  it('says why it cannot be loaded', async () => {
    await expect(load({ isBroken: true })).rejects.toMatchObject({
      code: 'POLICY_MODULE',
      message: expect.stringContaining('the weights are missing'),
    });
    await expect(load({}, new URL('../__fixtures__/observations.ts', import.meta.url))).rejects.toMatchObject(
      {
        code: 'POLICY_MODULE',
      },
    );
    const noPolicy = new URL('../__fixtures__/no-policy-module.ts', import.meta.url);
    await expect(load({}, noPolicy)).rejects.toMatchObject({
      code: 'POLICY_MODULE',
      message: 'the policy has no function connect',
    });
    await expect(load({}, new URL('../__fixtures__/absent.ts', import.meta.url))).rejects.toMatchObject({
      code: 'POLICY_MODULE',
      at: expect.stringContaining('absent'),
      fix: expect.stringContaining('path'),
    });
    await expect(createWorkerPolicy({ module: './mine.js', execArgv })).rejects.toMatchObject({
      code: 'POLICY_MODULE',
      at: './mine.js',
      fix: "give new URL('./mine.js', import.meta.url)",
    });
  });

  it('answers pings and health checks while a model blocks its thread', async () => {
    const { url, port } = await start(await load({ delay: 1500, isBlocking: true }));
    const socket = new WebSocket(url);
    await new Promise((resolve) => socket.once('message', resolve));
    let isAnswered = false;
    const answered = new Promise<void>((resolve) => {
      socket.once('message', () => {
        isAnswered = true;
        resolve();
      });
    });
    socket.send(encodeOpenpi(liberoObservation(1)));
    const pong = new Promise((resolve) => socket.once('pong', resolve));
    socket.ping();
    await pong;
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    expect(isAnswered).toBe(false);
    await answered;
    socket.terminate();
  });

  it('goes on where the policy can neither forget nor free a client, who begins anew all the same', async () => {
    const policy = await load({ isForgetless: true });
    const [first, second] = [policy.connect(), policy.connect()];
    await first.infer(observe(1));
    expect((await first.infer(observe(1))).guesses.tried).toBe(1);
    first.reset();
    expect((await first.infer(observe(1))).guesses.tried).toBe(0);
    first.close();
    expect((await second.infer(observe(1))).actions).toHaveLength(3);
    await policy.close();
    expect(await policy.ended).toBeNull();
  });

  it('stops the step of a client that has gone', async () => {
    const policy = await load({ delay: 60_000 });
    const gone = new AbortController();
    const running = policy.connect().infer(observe(1), { signal: gone.signal });
    gone.abort();
    await expect(running).rejects.toMatchObject({ code: 'RUN_ABORTED' });
    await policy.close();
  });

  it('can be closed in the middle of a step', async () => {
    const policy = await load({ delay: 60_000 });
    const running = expect(policy.connect().infer(observe(1))).rejects.toMatchObject({
      code: 'POLICY_CLOSED',
    });
    await policy.close();
    await running;
    await expect(policy.connect().infer(observe(1))).rejects.toMatchObject({ code: 'POLICY_CLOSED' });
  });

  it('fails for its clients when the thread dies, and says so on the health page', async () => {
    const { url, port, entries } = await start(await load({ isFatal: true }));
    const client = await createOpenpiClient({ url });
    await expect(client.infer(liberoObservation(1))).rejects.toMatchObject({
      message: expect.stringContaining('POLICY_CRASHED'),
    });
    await until(() => entries.some(({ event }) => event === 'policy-ended'));
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(503);
    await expect(createOpenpiClient({ url })).rejects.toMatchObject({
      message: expect.stringContaining('503'),
    });
  });
});
