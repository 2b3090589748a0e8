// Whether resets leave anything behind: npx tsx --conditions=@inspire-vla/source scripts/check-memory.ts [resets]
import { createEngine, createWorld, sampleLayout, seenTasks } from '../src/index.js';

const resets = Number(process.argv[2] ?? 2000);
const engine = await createEngine();
const [{ scene }] = seenTasks;
const world = await createWorld({ scene, engine });
const megabytes = () => {
  globalThis.gc?.();
  return Math.round(process.memoryUsage().rss / 1e6);
};
for (let index = 0; index <= resets; index += 1) {
  world.reset(sampleLayout(scene, index));
  world.step([0, 0, -1, 0, 0, 0, -1]);
  world.pose();
  if (index % Math.ceil(resets / 8) === 0) process.stdout.write(`${index} resets: ${megabytes()} MB\n`);
}
world.close();
// Worlds that are closed give their memory back too.
for (let index = 0; index < 60; index += 1) {
  const other = await createWorld({ scene: seenTasks[index % 30]?.scene ?? scene, engine });
  other.reset(sampleLayout(other.scene, index));
  other.close();
  if (index % 20 === 19) process.stdout.write(`${index + 1} worlds: ${megabytes()} MB\n`);
}
process.stdout.write(`${engine.messages.length} messages of the engine\n`);
