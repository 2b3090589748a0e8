// Time of one request with a policy that costs nothing: our server, with its thread, beside openpi's own loop in Python,
// on the same machine, with the same client. Ratios are Python's time over ours.
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createLiberoObservation, createOpenpiClient, type ValueMap } from '../src/client/index.js';
import { startOurs, startProcess } from './start-process.js';

const [rounds, requests] = [5, 200];
const picture = {
  width: 224,
  height: 224,
  bytes: new Uint8Array(224 * 224 * 3).map((_, index) => index % 251),
};
const observation = createLiberoObservation({
  image: picture,
  wristImage: picture,
  state: [0, 0.1, 0.2, 0, 0, 0, 0.04, -0.04],
  instruction: 'put the bowl on the plate',
});

/** Milliseconds per request of one client, one after another: the median and the 95th percentile. */
async function askAlone(url: string): Promise<readonly number[]> {
  const client = await createOpenpiClient({ url });
  const times: number[] = [];
  for (let request = 0; request < requests; request += 1) {
    const started = performance.now();
    await client.infer(observation);
    times.push(performance.now() - started);
  }
  await client.close();
  return times;
}

/** Requests per second of so many clients together. */
async function askTogether(url: string, count: number, seen: ValueMap): Promise<number> {
  const clients = await Promise.all(Array.from({ length: count }, () => createOpenpiClient({ url })));
  const started = performance.now();
  await Promise.all(
    clients.map(async (client) => {
      for (let request = 0; request < requests / 8; request += 1) await client.infer(seen);
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  await Promise.all(clients.map((client) => client.close()));
  return (count * requests) / 8 / seconds;
}

function quantile(times: readonly number[], share: number): number {
  return times.toSorted((left, right) => left - right)[Math.floor(times.length * share)] ?? Number.NaN;
}

/** The environment that the interop run has made. */
function findPython(): string | null {
  const folder = fileURLToPath(new URL('../../../.interop', import.meta.url));
  const [name] = existsSync(folder)
    ? readdirSync(folder).filter((entry) => entry.startsWith('servers-'))
    : [];
  return process.env['INSPIRE_BENCH_PYTHON'] ?? (name === undefined ? null : `${folder}/${name}/bin/python`);
}

const ours = await startOurs();
const python = findPython();
const program = fileURLToPath(new URL('./instant_server.py', import.meta.url));
const theirs = python === null ? null : await startProcess(python, [program]);
const results = new Map<string, { readonly times: number[]; readonly rates: number[] }>();
// In turn, so that a change of the machine's load meets both.
for (let round = 0; round <= rounds; round += 1) {
  for (const [name, server] of [
    ['ours', ours],
    ['openpi (Python)', theirs],
  ] as const) {
    if (server === null) continue;
    const found = results.get(name) ?? { times: [], rates: [] };
    const times = await askAlone(server.url);
    const rate = await askTogether(server.url, 16, observation);
    // The first round warms up.
    if (round > 0) {
      found.times.push(...times);
      found.rates.push(rate);
    }
    results.set(name, found);
  }
}
for (const [name, { times, rates }] of results) {
  const [median, late] = [quantile(times, 0.5), quantile(times, 0.95)];
  console.log(
    `${name}: ${median.toFixed(2)} ms per request (95 %: ${late.toFixed(2)}), ${quantile(rates, 0.5).toFixed(0)} requests/s of 16 clients`,
  );
}
const [mine, other] = [results.get('ours'), results.get('openpi (Python)')];
if (mine !== undefined && other !== undefined) {
  const latency = quantile(other.times, 0.5) / quantile(mine.times, 0.5);
  const throughput = quantile(mine.rates, 0.5) / quantile(other.rates, 0.5);
  console.log(`ratio: one client ${latency.toFixed(2)}, 16 clients ${throughput.toFixed(2)}`);
} else console.log("no Python environment (npm run test:interop makes it): openpi's loop was not measured");
await ours.stop();
await theirs?.stop();
