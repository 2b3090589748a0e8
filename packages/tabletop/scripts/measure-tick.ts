// Time of a control tick with two pictures of 96 × 96: npx tsx --conditions=@inspire-vla/source scripts/measure-tick.ts
import { createExpert, createPictureTaker, createWorld, sampleLayout, seenTasks } from '../src/index.js';

const task = seenTasks.find(({ id }) => id.startsWith('kitchen-1/')) ?? seenTasks[0];
const world = await createWorld({ scene: task.scene });
const take = createPictureTaker(96);
const times: Record<'physics' | 'pictures' | 'both', number[]> = { physics: [], pictures: [], both: [] };
for (let episode = 0; episode < 12; episode += 1) {
  const expert = createExpert(task);
  let state = world.reset(sampleLayout(task.scene, episode));
  for (let tick = 0; tick < 40; tick += 1) {
    const begun = performance.now();
    state = world.step(expert.act(state));
    const stepped = performance.now();
    take(world, 'agentview');
    take(world, 'wristview');
    const drawn = performance.now();
    if (episode < 2) continue;
    times.physics.push(stepped - begun);
    times.pictures.push(drawn - stepped);
    times.both.push(drawn - begun);
  }
}
for (const [name, list] of Object.entries(times)) {
  const sorted = list.sort((one, other) => one - other);
  const at = (share: number) => (sorted[Math.floor(share * sorted.length)] ?? 0).toFixed(2);
  process.stdout.write(`${name}: median ${at(0.5)} ms, 95 % below ${at(0.95)} ms\n`);
}
world.close();
