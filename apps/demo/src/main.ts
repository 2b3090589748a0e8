/**
 * The main job as a program of thirty lines: LIBERO episodes in, spatial questions and answers out, as a LeRobot
 * dataset with a report.
 */
import { relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { annotate } from 'inspire-vla';

const episodes = fileURLToPath(new URL('../episodes', import.meta.url));
const output = resolve('out/demo');

const started = performance.now();
const { tasks, counts, problems } = await annotate({ source: episodes, output, overwrite: true });
const seconds = (performance.now() - started) / 1000;

console.log(
  `\nAnnotated ${counts.episodes} episodes, ${counts.frames} frames, in ${seconds.toFixed(1)} s.\n`,
);
for (const { instruction, objects } of tasks) {
  console.log(`  ${instruction}`);
  for (const { phrase, role, body } of objects)
    console.log(`    ${phrase} (${role}) is ${body ?? 'unknown'}`);
}

console.log('\nIn which direction is the object relative to the robot?\n');
const most = Math.max(1, ...Object.values(counts.answers));
for (const [answer, count] of Object.entries(counts.answers)) {
  console.log(
    `  ${answer.padEnd(8)} ${String(count).padStart(5)}  ${'█'.repeat(Math.ceil((40 * count) / most))}`,
  );
}
if (counts.unlabelled > 0) console.log(`  ${'unlabelled'.padEnd(8)} ${counts.unlabelled}`);
for (const { at, message } of problems) console.log(`  problem: ${message} (${at})`);

console.log(`\nDataset: ${relative('.', output)} (LeRobot v3.0)`);
console.log(`Report:  ${pathToFileURL(resolve(output, 'report.html')).href}`);
