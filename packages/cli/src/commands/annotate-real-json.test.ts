import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDataset } from '@inspire-vla/dataset';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../__fixtures__/run-command.js';

interface Frame {
  readonly action: readonly number[];
  readonly state: readonly number[];
  readonly task: string;
}

interface Recorded {
  readonly input: readonly Frame[];
  readonly output_object_info: readonly {
    readonly catch: Readonly<Record<string, boolean>>;
    readonly position: Readonly<Record<string, readonly number[]>>;
    readonly coarse_direction: Readonly<Record<string, string>>;
  }[];
}

let work = '';
beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'annotate-real-'));
});
afterAll(() => rm(work, { recursive: true }));

async function writeEpisode(folder: string, frames: readonly Frame[]): Promise<void> {
  await mkdir(join(folder, 'anno'), { recursive: true });
  for (const [index, frame] of frames.entries()) {
    await writeFile(join(folder, 'anno', `${index}.json`), JSON.stringify(frame));
  }
}

/** Answers per episode and frame, one per object, as `inspire annotate` gives them for recordings of this kind. */
async function annotate(
  name: string,
  episodes: readonly (readonly Frame[])[],
  ...more: readonly string[]
): Promise<string[][][]> {
  const [source, out] = [join(work, name), join(work, `${name}-out`)];
  for (const [index, frames] of episodes.entries())
    await writeEpisode(join(source, `episode_${index}`), frames);
  // The frame is that of such recordings.
  const options = ['--vocabulary', 'authors', '--event-tolerance', '0', '--quiet'];
  const made = await runCommand([
    'annotate',
    source,
    '--out',
    out,
    '--positions',
    'gripper-events',
    ...options,
    ...more,
  ]);
  expect(made).toMatchObject({ status: 0, errors: '' });
  const dataset = await openDataset(out);
  const answers: string[][][] = [];
  for (const index of dataset.episodes.keys()) {
    const column = await (await dataset.open(index)).column('inspire.answer');
    answers.push(Array.from<unknown, string[]>(column, (answer) => String(answer).split('\n')));
  }
  await dataset.close();
  return answers;
}

describe('inspire annotate on real-robot recordings', () => {
  it('labels by gripper events, by the axes of the robot', async () => {
    // Down to the can, closed at frames 5 to 9 while it goes right, then open there.
    const frames = Array.from({ length: 12 }, (_, index) => {
      const [x, z] = [Math.max(0, index - 5) * 20_000, Math.max(0, 4 - index) * 30_000 + 140_000];
      const state = [x, -50_000, z, -172_493, 42_622, 97_746, index >= 5 && index < 10 ? 30_000 : 69_300];
      return { action: state, state, task: 'put the can on the plate' };
    });
    const [answers = []] = await annotate('own', [frames]);
    expect(answers[0]).toEqual(['down', 'down']);
    expect(answers.slice(5, 10).map(([can]) => can)).toEqual(Array(5).fill('catch'));
    expect(answers[7]?.[1]).toBe('right');
  });

  it('takes the tool for what is grasped, and says that nothing tells of what it wipes', async () => {
    const frames = Array.from({ length: 12 }, (_, index) => {
      const x = Math.max(0, index - 5) * 20_000;
      const state = [x, -50_000, 140_000, 0, 0, 0, index >= 5 && index < 10 ? 30_000 : 69_300];
      return { action: state, state, task: 'wipe the table with the cloth' };
    });
    const [answers = []] = await annotate('wipe', [frames]);
    expect(answers.map(([table]) => table)).toEqual(Array(12).fill(''));
    expect(answers.slice(5, 10).map(([, cloth]) => cloth)).toEqual(Array(5).fill('catch'));
    const metadata = await readFile(join(work, 'wipe-out', 'meta/inspire.json'), 'utf8');
    expect(metadata).toContain('never touches \\"the table\\"');
  });

  it('places what a thing is put near to as the published code does, if that is asked for', async () => {
    const frames = Array.from({ length: 12 }, (_, index) => {
      const state = [
        Math.max(0, index - 5) * 20_000,
        -50_000,
        140_000,
        0,
        0,
        0,
        index >= 5 && index < 10 ? 30_000 : 69_300,
      ];
      return { action: state, state, task: 'move the can near the apple' };
    });
    const [own = []] = await annotate('near', [frames]);
    expect(own.map(([, apple]) => apple)).toEqual(Array(12).fill(''));
    const [authors = []] = await annotate('near-authors', [frames], '--compatibility', 'authors');
    expect(authors[6]).toEqual(['catch', 'right']);
  });
});

const golden = fileURLToPath(
  new URL('../../../../../shared/goldens/real_world_annotations.json', import.meta.url),
);

// Skipped outside the founders' workplace: the recording is not committed here.
describe.skipIf(!existsSync(golden))("the authors' annotations of their real robot", () => {
  async function compare(...more: readonly string[]) {
    const { episodes } = JSON.parse(readFileSync(golden, 'utf8')) as { episodes: readonly Recorded[] };
    const inputs = episodes.map(({ input }) => input);
    const ours = await annotate(`golden${more.length}`, inputs, ...more);
    const counts = { equal: 0, beside: 0, atOnePoint: 0, neverReleased: 0 };
    for (const [index, { output_object_info: infos }] of episodes.entries()) {
      for (const [frame, { coarse_direction, position, catch: held }] of infos.entries()) {
        for (const [place, [phrase, theirs]] of Object.entries(coarse_direction).entries()) {
          const answer = ours[index]?.[frame]?.[place];
          const isAtOnePoint = !held[phrase] && String(position[phrase]) === String(position['robot']);
          const isBeside = inputs[index]?.[0]?.task.endsWith(` near ${phrase}`);
          if (answer === theirs) counts.equal += 1;
          // What is put near an object does not tell where that is; they take it to be at the same place.
          else if (isBeside && answer === '') counts.beside += 1;
          // They say "down" there, as at every tie.
          else if (isAtOnePoint && theirs === 'down' && answer === '') counts.atOnePoint += 1;
          // They let go one frame before the end where the gripper never opens.
          else if (isAtOnePoint && frame === infos.length - 1) counts.neverReleased += 1;
          else expect({ index, frame, phrase, answer }).toEqual({ index, frame, phrase, answer: theirs });
        }
      }
    }
    return counts;
  }

  it('equal ours, where they know the object and it is not where the hand is', async () => {
    const counts = await compare();
    expect(counts).toEqual({ equal: 169, beside: 30, atOnePoint: 6, neverReleased: 1 });
  });

  it('equal ours everywhere by their own rules', async () => {
    const counts = await compare('--compatibility', 'authors');
    expect(counts).toEqual({ equal: 206, beside: 0, atOnePoint: 0, neverReleased: 0 });
  });
});
