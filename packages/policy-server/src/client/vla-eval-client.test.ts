import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { WebSocketServer } from 'ws';
import { encodeVlaEval, openVlaEval } from '../codec/vla-eval-codec.js';
import { createNdArray, createVlaEvalClient, type ValueMap } from './index.js';

/** A server that fails at the first start of an episode, and otherwise answers an observation's number with itself. */
async function startFailing(): Promise<string> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  let starts = 0;
  server.on('connection', (socket) => {
    socket.on('message', (data: Buffer) => {
      const { type, seq, readPayload } = openVlaEval(data);
      const send = (kind: string, payload: ValueMap) =>
        socket.send(encodeVlaEval({ type: kind, payload, seq, timestamp: 0 }));
      const { number = 0 } = readPayload();
      if (type === 'hello') send('hello', {});
      if (type === 'observation') send('action', { actions: createNdArray(Float32Array.of(Number(number))) });
      if (type !== 'episode_start') return;
      starts += 1;
      if (starts === 1) send('error', { error: 'no such task' });
    });
  });
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it("takes the failure of an episode's start for no observation's answer, but says it", async () => {
  const client = await createVlaEvalClient({ url: await startFailing() });
  await client.startEpisode({ task: 'unknown' });
  await expect(client.act({ number: 1 })).rejects.toMatchObject({
    code: 'POLICY_FAILED',
    message: expect.stringContaining('no such task'),
  });
  await client.startEpisode({ task: 'known' });
  expect([await client.act({ number: 2 }), await client.act({ number: 3 })]).toEqual([[2], [3]]);
  await client.close();
});
