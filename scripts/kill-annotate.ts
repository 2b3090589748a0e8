// Kills `inspire annotate` and `merge` with SIGKILL at random moments, starts them again with --resume, kills them again, and
// compares every output that comes to be with that of an undisturbed run, byte for byte. The source must stay as it is.
//
//   npx tsx --conditions=@inspire-vla/source scripts/kill-annotate.ts [COUNT = 200] [SEED = 0]
//
// Moments are steps on the file system, drawn by the seed from all that an undisturbed run takes; what the process does
// just then (encode, write by a library, rename) is left to chance.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRandom } from '../packages/adapter/src/run/index.js';
import { statesOf } from '../packages/cli/src/__fixtures__/files-of.js';
import { killAgainAndAgain } from '../packages/cli/src/__fixtures__/killing/kill-again-and-again.js';
import { runAndKill } from '../packages/cli/src/__fixtures__/killing/run-and-kill.js';
import { writeSource } from '../packages/cli/src/__fixtures__/killing/write-source.js';

const count = Number(process.argv[2] ?? 200);
const seed = Number(process.argv[3] ?? 0);
const demo = fileURLToPath(new URL('../apps/demo/episodes', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'kill-annotate-'));
const source = join(folder, 'source');
await writeSource(source, 'lerobot-v2.1', 20);
const shards = [0, 1].map((index) => join(folder, `shard-${index}`));
const small = ['--data-file-size', '0.02'];
for (const [index, shard] of shards.entries()) {
  await runAndKill(['annotate', source, '--shard', `${index}/2`, '--out', shard, ...small], null);
}

const cases: readonly (readonly [name: string, args: readonly string[]])[] = [
  ['LeRobot to LeRobot v3.0', ['annotate', source, ...small]],
  ['LeRobot to LeRobot v2.1', ['annotate', source, '--to', 'lerobot-v2.1']],
  ['LeRobot to RLDS', ['annotate', source, '--to', 'rlds', ...small]],
  ['LIBERO HDF5 to LeRobot v3.0', ['annotate', demo, '--data-file-size', '0.5']],
  ['merge to LeRobot v3.0', ['merge', ...shards]],
];

const sources = [source, demo, ...shards];
const before = await Promise.all(sources.map(statesOf));
const random = createRandom(seed);
let isSound = true;
for (const [place, [name, args]] of cases.entries()) {
  const kills = Math.floor(((place + 1) * count) / cases.length) - Math.floor((place * count) / cases.length);
  const output = join(folder, `out-${place}`);
  const outcome = await killAgainAndAgain({ args, output, kills, random });
  console.log(JSON.stringify({ name, ...outcome }));
  isSound &&= outcome.failures.length === 0;
}
const after = await Promise.all(sources.map(statesOf));
const isUntouched = JSON.stringify(before) === JSON.stringify(after);
console.log(JSON.stringify({ kills: count, seed, sourcesUntouched: isUntouched, isSound }));
await rm(folder, { recursive: true });
process.exitCode = isSound && isUntouched ? 0 : 1;
