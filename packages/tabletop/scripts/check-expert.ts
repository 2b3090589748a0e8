// How often the expert does each task: npx tsx --conditions=@inspire-vla/source scripts/check-expert.ts [episodes] [noise] [task]
import {
  createEngine,
  createWorld,
  recordEpisode,
  seenTasks,
  tableHeight,
  unseenTasks,
} from '../src/index.js';

const [episodes = '20', noise = '0', only = ''] = process.argv.slice(2);
const engine = await createEngine();
const totals = { episodes: 0, done: 0, milliseconds: 0, ticks: 0, warnings: 0, wrong: 0, tasks: 0, poor: 0 };
for (const task of [...seenTasks, ...unseenTasks].filter(({ id }) => id.includes(only))) {
  const world = await createWorld({ scene: task.scene, engine });
  const failed: number[] = [];
  const started = performance.now();
  let ticks = 0;
  for (let seed = 0; seed < Number(episodes); seed += 1) {
    const { isDone, length, positions } = await recordEpisode({ world, task, seed, noise: Number(noise) });
    ticks += length;
    if (!isDone) failed.push(seed);
    totals.warnings += world.warnings();
    const isWrong = positions.some(
      (value, index) => !Number.isFinite(value) || (index % 3 === 2 && value < tableHeight - 0.02),
    );
    if (isWrong) totals.wrong += 1;
  }
  const milliseconds = performance.now() - started;
  world.close();
  const rate = (Number(episodes) - failed.length) / Number(episodes);
  totals.episodes += Number(episodes);
  totals.done += Number(episodes) - failed.length;
  totals.milliseconds += milliseconds;
  totals.ticks += ticks;
  totals.tasks += 1;
  if (rate < (Number(noise) > 0 ? 0.97 : 0.99)) totals.poor += 1;
  process.stdout.write(
    `${(100 * rate).toFixed(1).padStart(5)} %  ${(ticks / Number(episodes)).toFixed(0).padStart(4)} ticks  ${(
      (1000 * Number(episodes)) / milliseconds
    ).toFixed(1)}/s  ${task.kind ?? 'seen'} ${task.id}  ${failed.slice(0, 12).join(' ')}\n`,
  );
}
process.stdout.write(
  `${JSON.stringify({ ...totals, perSecond: (1000 * totals.episodes) / totals.milliseconds })}\n`,
);
process.stdout.write(`${engine.messages.join('\n')}\n`);
