import { fileURLToPath } from 'node:url';
import { annotate } from 'inspire-vla';

const episodes = fileURLToPath(new URL('../episodes', import.meta.url));

/** The main job as a program of thirty lines: LIBERO episodes in, questions and answers out, as a LeRobot dataset. */
export async function annotateEpisodes(output: string): Promise<void> {
  const started = performance.now();
  const { tasks, counts, problems } = await annotate({ source: episodes, output, overwrite: true });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`\n1. Annotated ${counts.episodes} episodes, ${counts.frames} frames, in ${seconds} s.\n`);
  for (const { instruction, objects } of tasks) {
    console.log(`  ${instruction}`);
    for (const { phrase, role, body } of objects)
      console.log(`    ${phrase} (${role}) is ${body ?? 'unknown'}`);
  }
  console.log('\n  In which direction is the object relative to the robot?\n');
  const most = Math.max(1, ...Object.values(counts.answers));
  for (const [answer, count] of Object.entries(counts.answers)) {
    const bar = '█'.repeat(Math.ceil((40 * count) / most));
    console.log(`  ${answer.padEnd(8)} ${String(count).padStart(5)}  ${bar}`);
  }
  if (counts.unlabelled > 0) console.log(`  ${'unlabelled'.padEnd(8)} ${counts.unlabelled}`);
  for (const { at, message } of problems) console.log(`  problem: ${message} (${at})`);
}
