import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { createFakePolicy } from '../__fixtures__/fake-policy.js';
import { createServers } from '../__fixtures__/start-server.js';
import { createOpenpiClient, createOpenVlaClient, createVlaEvalClient } from './index.js';

const { start, release } = createServers();
const others: { close(): unknown }[] = [];
afterEach(async () => {
  await release();
  for (const server of others.splice(0)) server.close();
});

/** A server that takes connections, and never says a word. */
async function startSilent(): Promise<string> {
  const server = createServer((socket) => socket.resume().on('error', () => {}));
  others.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('a client that connects', () => {
  it.each(['', 'localhost:8000', '127.0.0.1:8000', 'ws://'])(
    'says of %j that it is no address',
    async (url) => {
      for (const create of [createOpenpiClient, createVlaEvalClient]) {
        await expect(create({ url, patience: 60_000 })).rejects.toMatchObject({
          code: 'URL_INVALID',
          at: url,
          fix: expect.stringContaining('ws://'),
        });
      }
    },
  );

  it('refuses a key that no header can carry, and does not print it', async () => {
    const error = expect.objectContaining({
      code: 'API_KEY_INVALID',
      message: expect.not.stringMatching('secret'),
    });
    const options = { url: 'http://127.0.0.1:1/act', apiKey: 'secret\n' };
    await expect(createOpenpiClient(options)).rejects.toThrow(error);
    expect(() => createOpenVlaClient(options)).toThrow(error);
  });

  it.each([createOpenpiClient, createVlaEvalClient])(
    'gives up on a server that says nothing when it is told',
    async (create) => {
      const url = await startSilent();
      const abort = new AbortController();
      const connecting = create({ url, signal: abort.signal });
      abort.abort(new Error('enough'));
      await expect(connecting).rejects.toThrow('enough');
    },
  );

  it.each([createOpenpiClient, createVlaEvalClient])(
    'leaves no connection open to a server that begins with something else',
    async (create) => {
      const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
      others.push(server);
      await once(server, 'listening');
      const left = new Promise((resolve) => {
        server.on('connection', (socket) => {
          socket.send('welcome');
          socket.on('close', resolve);
        });
      });
      const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
      await expect(create({ url })).rejects.toMatchObject({
        code: expect.stringMatching(/^POLICY_FAILED|MESSAGE_CORRUPT$/),
      });
      await left;
    },
  );

  it('does not try again with a key that is wrong', async () => {
    const { url, entries } = await start(createFakePolicy(), { apiKeys: ['right'] });
    const connecting = createOpenpiClient({ url, apiKey: 'wrong', patience: 60_000 });
    await expect(connecting).rejects.toMatchObject({ code: 'CONNECTION_FAILED' });
    expect(entries.filter(({ event }) => event === 'refused')).toHaveLength(1);
  });
});
