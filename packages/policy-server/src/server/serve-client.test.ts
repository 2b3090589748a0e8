import { afterEach, expect, it } from 'vitest';
import { createFakePolicy } from '../__fixtures__/fake-policy.js';
import { liberoObservation } from '../__fixtures__/observations.js';
import { createServers, until } from '../__fixtures__/start-server.js';
import { createOpenpiClient, createVlaEvalClient } from '../client/index.js';
import { createOpenpiProtocol, createVlaEvalProtocol, type Protocol } from '../index.js';

const { start, release } = createServers();
afterEach(release);

it.each([
  [
    'at once',
    () => {
      throw new Error('the other end has gone');
    },
  ],
  ['later', () => Promise.reject(new Error('the other end has gone'))],
])('a policy that fails %s to free a client that leaves keeps the others', async (_, close) => {
  const policy = createFakePolicy();
  const { url, entries } = await start({ ...policy, connect: () => ({ ...policy.connect(), close }) });
  const [leaving, staying] = [await createOpenpiClient({ url }), await createOpenpiClient({ url })];
  await leaving.close();
  await until(() => entries.some(({ event }) => event === 'disconnected'));
  expect((await staying.infer(liberoObservation(1))).actions.shape).toEqual([3, 7]);
  expect(entries).toContainEqual(
    expect.objectContaining({ event: 'failed', level: 'error', message: 'the other end has gone' }),
  );
});

it('a policy that fails later to begin anew ends no process, and the log has why', async () => {
  const policy = createFakePolicy();
  const reset = () => Promise.reject(new Error('the other end has gone'));
  const { url, entries } = await start(
    { ...policy, connect: () => ({ ...policy.connect(), reset }) },
    { protocol: createVlaEvalProtocol() },
  );
  const client = await createVlaEvalClient({ url });
  await client.startEpisode({});
  await until(() => entries.some(({ message }) => message === 'the other end has gone'));
  await client.close();
});

it('frees the place of a client that has gone only when its step is over', async () => {
  const policy = createFakePolicy();
  const events: string[] = [];
  let end = () => {};
  const held = new Promise<void>((resolve) => {
    end = resolve;
  });
  const { url, entries } = await start({
    ...policy,
    connect: () => ({
      ...policy.connect(),
      async infer(_, { signal } = {}) {
        events.push('step');
        await held;
        events.push(`step ends, ${signal?.aborted === true ? 'stopped' : 'whole'}`);
        throw new Error('stopped');
      },
      close: () => void events.push('freed'),
    }),
  });
  const client = await createOpenpiClient({ url });
  const gone = new AbortController();
  const lost = client.infer(liberoObservation(1), gone.signal).catch(() => {});
  await until(() => events.length > 0);
  gone.abort();
  await lost;
  await until(() => entries.some(({ event }) => event === 'disconnected'));
  end();
  await until(() => events.includes('freed'));
  expect(events).toEqual(['step', 'step ends, stopped', 'freed']);
});

it('a protocol that throws loses the client, and no other', async () => {
  const openpi = createOpenpiProtocol();
  let count = 0;
  const protocol: Protocol = {
    ...openpi,
    converse(client) {
      const conversation = openpi.converse(client);
      count += 1;
      const isBroken = count === 1;
      return {
        ...conversation,
        answer: (message) =>
          isBroken ? Promise.reject(new Error('not foreseen')) : conversation.answer(message),
      };
    },
  };
  const { url, entries } = await start(createFakePolicy(), { protocol });
  const broken = await createOpenpiClient({ url });
  await expect(broken.infer(liberoObservation(1))).rejects.toMatchObject({ code: 'CONNECTION_LOST' });
  expect(entries).toContainEqual(expect.objectContaining({ event: 'failed', message: 'not foreseen' }));
  const other = await createOpenpiClient({ url });
  expect((await other.infer(liberoObservation(1))).actions.shape).toEqual([3, 7]);
  await other.close();
});
