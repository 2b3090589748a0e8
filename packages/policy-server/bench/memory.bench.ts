// Memory of our server over 10,000 requests of clients that come and go, a tenth of them wrong. Fails where it grows.
import { existsSync, readFileSync } from 'node:fs';
import { createLiberoObservation, createOpenpiClient } from '../src/client/index.js';
import { startOurs } from './start-process.js';

if (!existsSync('/proc/self/status')) {
  console.log('memory is not measured: it is read from /proc, which this system lacks');
  process.exit(0);
}
const total = Number(process.argv[2] ?? 10_000);
const server = await startOurs();
const { pid } = server.process;

/** Resident memory of the server in MB. */
function memory(): number {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}

const picture = { width: 224, height: 224, bytes: new Uint8Array(224 * 224 * 3) };
const good = createLiberoObservation({
  image: picture,
  wristImage: picture,
  state: [0, 0.1, 0.2, 0, 0, 0, 0.04, -0.04],
  instruction: 'put the bowl on the plate',
});
const { prompt: _, ...wrong } = good;
const measured: number[] = [];
for (let done = 0; done < total; ) {
  const client = await createOpenpiClient({ url: server.url });
  for (let request = 0; request < 9; request += 1) await client.infer(good);
  // A wrong observation ends the connection.
  await client.infer(wrong).catch(() => {});
  await client.close();
  done += 10;
  if (done % (total / 10) === 0) {
    measured.push(memory());
    console.log(`${done} requests: ${measured.at(-1)?.toFixed(0)} MB`);
  }
}
await server.stop();
// The heap settles in the first fifth.
const [settled = Number.NaN, last = Number.NaN] = [measured[1], measured.at(-1)];
console.log(
  `ratio: ${(last / settled).toFixed(3)} after ${total} requests, of what it was after ${total / 5}`,
);
process.exitCode = last < settled * 1.15 ? 0 : 1;
