// Latency of 64 clients that behave, alone and while 16 others do not: some never read, send garbage, send frames of 64 MB,
// leave in mid-inference, or have a wrong key (bench/hostile-clients.ts, a process of its own). The policy takes 5 ms.
// Peaceful and hostile phases take turns on one server; ratios are hostile over peaceful. Wanted: 2 at most.
import { createLiberoObservation, createOpenpiClient, type OpenpiClient } from '../src/client/index.js';
import { key, startHostile, startOurs } from './start-process.js';

const [count, rounds, seconds] = [64, 3, Number(process.argv[2] ?? 8)];
const picture = { width: 224, height: 224, bytes: new Uint8Array(224 * 224 * 3).fill(128) };
const observation = createLiberoObservation({
  image: picture,
  wristImage: picture,
  state: [0, 0.1, 0.2, 0, 0, 0, 0.04, -0.04],
  instruction: 'put the bowl on the plate',
});

/** Milliseconds of every request of all clients, each of which asks again as soon as it is answered. */
async function phase(clients: readonly OpenpiClient[]): Promise<readonly number[]> {
  const end = performance.now() + seconds * 1000;
  const times = await Promise.all(
    clients.map(async (client) => {
      const own: number[] = [];
      while (performance.now() < end) {
        const started = performance.now();
        await client.infer(observation);
        own.push(performance.now() - started);
      }
      return own;
    }),
  );
  return times.flat();
}

function quantile(times: readonly number[], share: number): number {
  return times.toSorted((left, right) => left - right)[Math.floor(times.length * share)] ?? Number.NaN;
}

const server = await startOurs('5');
const clients = await Promise.all(
  Array.from({ length: count }, () => createOpenpiClient({ url: server.url, apiKey: key })),
);
await phase(clients);
const [peaceful, hostile]: [number[], number[]] = [[], []];
for (let round = 0; round < rounds; round += 1) {
  peaceful.push(...(await phase(clients)));
  const attack = await startHostile(server.url);
  hostile.push(...(await phase(clients)));
  console.log(`round ${round + 1}: ${await attack.stop()}`);
}
await Promise.all(clients.map((client) => client.close()));
await server.stop();
for (const [name, times] of Object.entries({ peaceful, hostile }))
  console.log(
    `${name}: ${quantile(times, 0.5).toFixed(0)} ms (95 %: ${quantile(times, 0.95).toFixed(0)}), ${times.length} requests of ${count} clients`,
  );
const ratios = [0.5, 0.95].map((share) => quantile(hostile, share) / quantile(peaceful, share));
console.log(`ratio: median ${ratios[0]?.toFixed(2)}, 95 % ${ratios[1]?.toFixed(2)}`);
