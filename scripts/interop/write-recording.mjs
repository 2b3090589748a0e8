// Writes two episodes of our own as the InSpire authors record their real robot: node write-recording.mjs OUTPUT
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [output] = process.argv.slice(2);
const tasks = ['move the can near the apple', 'put the orange on the plate'];
for (const [episode, task] of tasks.entries()) {
  const folder = join(output, `episode_${episode}`, 'anno');
  mkdirSync(folder, { recursive: true });
  for (let frame = 0; frame < 24; frame += 1) {
    // Down to the object, closed over it, to the right, open.
    const [x, z] = [Math.max(0, frame - 10) * 20_000 + episode, Math.max(0, 8 - frame) * 15_000 + 140_000];
    const state = [x, -50_000, z, -172_493, 42_622, 97_746, frame >= 10 && frame < 20 ? 30_000 : 69_300];
    const content = { action: state.map((value) => value + 1), state, task };
    writeFileSync(join(folder, `${frame}.json`), JSON.stringify(content, null, 4));
  }
}
