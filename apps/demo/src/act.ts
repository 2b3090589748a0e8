import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { controlRate, seenTasks, type Task, unseenTasks } from '@inspire-vla/tabletop';
import { playTabletop } from 'inspire-vla';

/** An episode as it was played. */
export interface PlayedEpisode {
  readonly instruction: string;
  readonly isSeen: boolean;
  readonly arm: string;
  readonly isDone: boolean;
  /** Seconds. */
  readonly length: number;
  readonly film: string;
}

const models = fileURLToPath(new URL('../models', import.meta.url));
/** The same model and data, trained without the questions and with them. */
const arms = ['baseline', 'inspire'] as const;
/** Starts that nobody has trained on: the first of the evaluation's seeds. */
const seed = 0x40000000;
/** Control ticks. */
const limit = 120;

/** Of two scenes one task that was seen in training, and one that was not. */
const tasks: readonly Task[] = ['kitchen-1', 'kitchen-3'].flatMap((name) =>
  [seenTasks, unseenTasks].flatMap((split) => split.filter(({ scene }) => scene.id === name).slice(0, 1)),
);

/** Lets both models do each task once, from the same start, and films them. */
export async function act(films: string): Promise<readonly PlayedEpisode[]> {
  await mkdir(films, { recursive: true });
  console.log('\n2. Two small models act: one was trained without questions, one with them.');
  const played: PlayedEpisode[] = [];
  for (const task of tasks) {
    const isSeen = seenTasks.includes(task);
    console.log(`\n  ${task.instruction} (${isSeen ? 'seen' : 'unseen'})`);
    for (const arm of arms) {
      const film = join(films, `${task.id.replaceAll('/', '--')}-${arm}.png`);
      const { isDone, length } = await play(task, arm, film);
      const { instruction } = task;
      played.push({ instruction, isSeen, arm, isDone, length: length / controlRate, film });
      console.log(
        `    ${arm.padEnd(8)}  ${isDone ? 'done' : 'not done'} after ${(length / controlRate).toFixed(1)} s`,
      );
    }
  }
  return played;
}

/** Plays one episode; what the model answers is printed where it changes. */
function play(task: Task, arm: string, output: string) {
  let last = '';
  return playTabletop({
    ...{ task, seed, output, limit, filmSize: 96, imageSize: 64, replan: null },
    policy: { kind: 'model', folder: resolve(models, arm), isTrusted: true },
    onAnswers(tick, answers, truths) {
      const said = task.objects.map(({ phrase }, index) => {
        const isRight = answers[index] === truths[index];
        return `${phrase}: ${answers[index]} ${isRight ? '✓' : `(is ${truths[index]})`}`;
      });
      if (answers.join() !== last)
        console.log(`      ${(tick / controlRate).toFixed(1).padStart(4)} s  ${said.join(', ')}`);
      last = answers.join();
    },
  });
}
