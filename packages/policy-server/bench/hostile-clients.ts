// Clients that misbehave, until the input ends: `hostile-clients.ts URL KEY`. Prints a line when they have begun, and one of
// what they have done at the end.
import { setTimeout } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { createLiberoObservation } from '../src/client/index.js';
import { encodeOpenpi } from '../src/codec/openpi-codec.js';

const [url = '', key = ''] = process.argv.slice(2);
const picture = { width: 224, height: 224, bytes: new Uint8Array(224 * 224 * 3) };
const request = encodeOpenpi(
  createLiberoObservation({
    image: picture,
    wristImage: picture,
    state: [0, 0, 0, 0, 0, 0, 0, 0],
    instruction: 'x',
  }),
);
const huge = Buffer.alloc(64 * 1024 * 1024, 0x81);
const garbage = Buffer.alloc(4096, 0xc7);
const done: Record<string, number> = {};
let isOver = false;
process.stdin.resume().on('end', () => {
  isOver = true;
});

/** A socket that has been greeted, or refused; its errors are expected. */
async function open(apiKey: string): Promise<WebSocket> {
  const socket = new WebSocket(url, {
    headers: { authorization: `Api-Key ${apiKey}` },
    perMessageDeflate: false,
  });
  socket.on('error', () => {});
  await new Promise((resolve) => socket.once('message', resolve).once('close', resolve));
  return socket;
}

const ended = (socket: WebSocket) =>
  new Promise((resolve) =>
    socket.readyState === WebSocket.CLOSED ? resolve(null) : socket.once('close', resolve),
  );

const habits: Readonly<Record<string, readonly [clients: number, act: () => Promise<void>]>> = {
  'never reads': [
    4,
    async () => {
      const socket = await open(key);
      socket.pause();
      for (let turn = 0; turn < 50 && !isOver; turn += 1) {
        if (socket.bufferedAmount < 4 * request.length) socket.send(request);
        await setTimeout(20);
      }
      socket.terminate();
    },
  ],
  garbage: [
    4,
    async () => {
      const socket = await open(key);
      socket.send(garbage);
      await ended(socket);
      await setTimeout(20);
    },
  ],
  '64 MB': [
    2,
    async () => {
      const socket = await open(key);
      socket.send(huge);
      await Promise.race([ended(socket), setTimeout(2000)]);
      socket.terminate();
      await setTimeout(100);
    },
  ],
  leaves: [
    4,
    async () => {
      const socket = await open(key);
      socket.send(request);
      await setTimeout(3);
      socket.terminate();
      await setTimeout(20);
    },
  ],
  'wrong key': [
    2,
    async () => {
      await open('wrong');
      await setTimeout(10);
    },
  ],
};

console.log('0');
await Promise.all(
  Object.entries(habits).flatMap(([name, [clients, act]]) =>
    Array.from({ length: clients }, async () => {
      while (!isOver) {
        await act();
        done[name] = (done[name] ?? 0) + 1;
      }
    }),
  ),
);
console.log(
  Object.entries(done)
    .map(([name, times]) => `${name} ${times}`)
    .join(', '),
);
process.exit(0);
