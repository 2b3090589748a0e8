// Actions of a model without any server, for observations that Python makes by the same rule (observation.py):
// node direct-actions.mjs MODEL STEPS SIDE FILE writes float64 [steps × horizon × dimensions].
import { writeFileSync } from 'node:fs';
import { createModelPolicy } from '../../packages/cli/dist/index.js';

const [model, steps, side, file] = process.argv.slice(2);
const instructions = ['put the bowl on the plate', 'open the top drawer of the cabinet', 'turn on the stove'];
const policy = await createModelPolicy({
  model,
  questions: 'ask',
  speculate: true,
  askEvery: 1,
  temperature: 0,
  seed: 1,
  checksums: true,
  isTrusted: true,
});
const connection = policy.connect();
const picture = (seed, offset) => ({
  width: Number(side),
  height: Number(side),
  bytes: Uint8Array.from({ length: side * side * 3 }, (_, index) => (index * 7 + seed * 13 + offset) % 256),
});
const actions = [];
for (let seed = 0; seed < Number(steps); seed += 1) {
  const images = { primary: picture(seed, 0), wrist: picture(seed, 91) };
  const state = Array.from({ length: 8 }, (_, index) => (((seed * 31 + index * 17) % 200) - 100) / 100);
  const instruction = instructions[Math.floor(seed / 20) % 3];
  actions.push((await connection.infer({ images, state, instruction })).actions.flat());
}
writeFileSync(file, new Uint8Array(Float64Array.from(actions.flat()).buffer));
await policy.close();
