import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataset } from '@inspire-vla/dataset';
import { createLabeler } from '@inspire-vla/direction-labeler';
import { seenTasks, type Task } from '@inspire-vla/tabletop';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeModel } from '../__fixtures__/miniature/make-model.mjs';
import { runCommand } from '../__fixtures__/run-command.js';
import { serve } from '../serve/serve.js';
import { createTabletopWorker, type TabletopWorker } from '../tabletop/worker.js';

const register = new URL('../__fixtures__/register-tsx.mjs', import.meta.url);
const modelDefaults = {
  questions: 'ask',
  speculate: true,
  askEvery: 1,
  temperature: 0,
  seed: 0,
  checksums: true,
  isTrusted: true,
  threads: 1,
} as const;

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tabletop-'));
});
afterAll(() => rm(directory, { recursive: true }));

/** An episode of the expert, without pictures. */
const alone = { bursts: 0.5, size: null, driver: null } as const;

const record = (out: string, ...more: readonly string[]) =>
  runCommand([
    ...['tabletop', 'record', '--tasks', 'button', '--episodes', '2', '--image-size', '32', '--jobs', '1'],
    ...['--out', join(directory, out), '--json', '--quiet', ...more],
  ]);

/** Per frame the answers by the world's own state, in the order of the task's objects. */
async function truthsOf(worker: TabletopWorker, task: Task, seed: number): Promise<readonly string[]> {
  const recorded = await worker.run({ kind: 'record', task, seed, noise: 0.5, ...alone });
  expect(recorded.isDone).toBe(true);
  const { bodies, positions, effector, grasped } = recorded;
  const labeler = createLabeler();
  const at = (values: Float64Array, start: number) =>
    [values[start] ?? 0, values[start + 1] ?? 0, values[start + 2] ?? 0] as const;
  return Array.from({ length: recorded.length }, (_, row) =>
    task.objects
      .map(({ body }) => {
        const index = row * bodies.length + bodies.indexOf(body);
        const object = at(positions, 3 * index);
        return labeler.label({ object, effector: at(effector, 3 * row), grasped: grasped[index] === 1 })
          .answer;
      })
      .join('\n'),
  );
}

describe('inspire tabletop record', () => {
  it('visits states with a policy, the same with any number of threads', async () => {
    const statesOf = async (out: string, ...options: readonly string[]) => {
      expect(await record(out, '--noise', '0', ...options)).toMatchObject({ status: 0, errors: '' });
      const source = await openDataset(join(directory, out));
      return Promise.all([0, 1].map(async (index) => (await source.open(index)).column('state')));
    };
    const [plain, one, two] = [
      await statesOf('plain'),
      await statesOf('visited-1', '--dagger', 'random', '--replan', '3'),
      await statesOf('visited-2', '--dagger', 'random', '--replan', '3', '--jobs', '2'),
    ];
    expect(two).toEqual(one);
    // A random hand loses time, and the expert still ends with success.
    const length = (states: readonly { readonly length: number }[]) =>
      states.reduce((sum, { length }) => sum + length, 0);
    expect(length(one)).toBeGreaterThan(length(plain) + 8 * 10);
  });

  it('writes an annotated dataset whose answers are those that the world gives', async () => {
    const { status, errors } = await record('first', '--seed', '5');
    expect([status, errors]).toEqual([0, '']);
    const source = await openDataset(join(directory, 'first'));
    expect(source.episodes.map(({ instruction }) => instruction)).toEqual([
      'press the button of the black stove',
      'press the button of the red stove',
    ]);
    const episode = await source.open(0);
    const answers = await episode.column('inspire.answer');
    const [task] = seenTasks.filter(({ instruction }) => instruction === episode.instruction);
    if (task === undefined) throw new Error('the task is gone');
    const worker = createTabletopWorker();
    const seed = (5 * 1_000_003) | 0;
    const recorded = await worker.run({ kind: 'record', task, seed, noise: 0.5, ...alone });
    await worker.close();
    expect(recorded.length).toBe(episode.length);
    const column = recorded.bodies.indexOf('black_stove_1_button');
    const labeler = createLabeler();
    for (let row = 0; row < episode.length; row += 1) {
      const at = (values: Float64Array, start: number) =>
        [values[start] ?? 0, values[start + 1] ?? 0, values[start + 2] ?? 0] as const;
      const object = at(recorded.positions, 3 * (row * recorded.bodies.length + column));
      const { answer } = labeler.label({ object, effector: at(recorded.effector, 3 * row), grasped: false });
      expect([row, answers[row]]).toEqual([row, answer]);
    }
    await source.close();
  });

  it('writes the same episodes for the same seed', async () => {
    await record('second', '--seed', '5');
    const columns = [];
    for (const name of ['first', 'second']) {
      const source = await openDataset(join(directory, name));
      const episode = await source.open(1);
      columns.push([await episode.column('state'), await episode.column('actions')]);
      await source.close();
    }
    expect(columns[1]).toEqual(columns[0]);
    const metadataOf = (name: string) => readFile(join(directory, name, 'meta/inspire.json'), 'utf8');
    expect(await metadataOf('second')).toBe(await metadataOf('first'));
    // Another noise is another source, and says so.
    await record('noisier', '--seed', '5', '--bursts', '0.1');
    const [one, other] = [await metadataOf('first'), await metadataOf('noisier')].map((text) =>
      JSON.parse(text),
    );
    expect(other.source.sha256).not.toBe(one.source.sha256);
    expect(other.fingerprint).not.toBe(one.fingerprint);
    expect(other.source.recording).toMatchObject({
      ...{ seed: 5, noise: 0.5, bursts: 0.1, drivers: [], split: { name: 'seen', version: 2 } },
      tasks: expect.arrayContaining(['stove-1/press-the-button-of-the-black-stove']),
    });
  });

  const ofEachFamily = [...new Map(seenTasks.toReversed().map((task) => [task.family, task])).values()];
  it('writes the answers that the world gives for tasks of every family', async () => {
    expect(ofEachFamily).toHaveLength(7);
    const ids = ofEachFamily.map(({ id }) => id).join(',');
    const args = ['--tasks', ids, '--episodes', '7', '--image-size', '16', '--seed', '9'];
    const made = await record('families', ...args);
    expect([made.status, made.errors]).toEqual([0, '']);
    const source = await openDataset(join(directory, 'families'));
    const worker = createTabletopWorker();
    const said = new Set<string>();
    for (const [index, task] of ofEachFamily.entries()) {
      const place = source.episodes.findIndex(({ instruction }) => instruction === task.instruction);
      const episode = await source.open(place);
      const answers = await episode.column('inspire.answer');
      const expected = await truthsOf(worker, task, (9 * 1_000_003 + index * 20) | 0);
      expect(Array.from({ length: episode.length }, (_, row) => answers[row])).toEqual(expected);
      for (const line of expected) for (const answer of line.split('\n')) said.add(answer);
    }
    await worker.close();
    await source.close();
    // The hand is above all things nearly always: `up` is rare.
    expect([...said].sort()).toEqual(['back', 'down', 'front', 'grasped', 'left', 'right']);
  }, 120_000);

  it('writes LIBERO HDF5 that has the same numbers, pictures and answers, and that inspect reads', async () => {
    const args = ['--seed', '5', '--tasks', 'stack-1'];
    for (const [name, format] of [
      ['hdf5', 'libero-hdf5'],
      ['lines', 'jsonl'],
    ] as const) {
      const made = await record(name, ...args, '--to', format);
      expect([made.status, made.errors]).toEqual([0, '']);
    }
    const read = async (name: string) => {
      const source = await openDataset(join(directory, name));
      const episodes = [];
      for (const [index, { instruction }] of source.episodes.entries()) {
        const episode = await source.open(index);
        const pictures = await episode.pictures('image', 0, 2);
        const columns = ['state', 'actions', 'inspire.answer'].map(async (column) => [
          ...(await episode.column(column)),
        ]);
        episodes.push({ instruction, columns: await Promise.all(columns), pictures });
      }
      await source.close();
      return episodes.sort((one, other) => one.instruction.localeCompare(other.instruction));
    };
    const [hdf5, lines] = [await read('hdf5'), await read('lines')];
    expect(hdf5).toHaveLength(2);
    expect(hdf5.map(({ pictures: _, ...rest }) => rest)).toEqual(
      lines.map(({ pictures: _, ...rest }) => rest),
    );
    expect(hdf5.flatMap(({ pictures }) => pictures.map(({ width, height }) => [width, height]))).toEqual(
      Array(4).fill([32, 32]),
    );
    const inspected = await runCommand(['inspect', join(directory, 'hdf5'), '--json']);
    expect(inspected.status).toBe(0);
    expect(inspected.output).toContain('libero-hdf5');
  }, 120_000);

  it('refuses an output that is there before anything is simulated', async () => {
    await mkdir(join(directory, 'taken'));
    // So many would take hours.
    const { status, errors } = await record('taken', '--episodes', '1000000');
    expect(status).toBe(1);
    expect(JSON.parse(errors)).toMatchObject({ error: { code: 'OUTPUT_EXISTS' } });
  });

  it('refuses actions of a chunk where nothing gives chunks', async () => {
    const { status, errors } = await record('fourth', '--replan', '3');
    expect({ status, errors }).toMatchObject({
      status: 2,
      errors: expect.stringContaining('--replan does nothing without --dagger'),
    });
  });

  it('refuses tasks that there are not, and noise that is too much', async () => {
    const unknown = await record('third', '--tasks', 'juggling');
    expect(unknown.status).toBe(1);
    expect(JSON.parse(unknown.errors)).toMatchObject({ error: { code: 'TASK_UNKNOWN' } });
    expect((await record('third', '--noise', '3')).status).toBe(2);
  });
});

describe('inspire tabletop evaluate', () => {
  it('gives a line per task and a summary, and compares on the same starts', async () => {
    const { status, json } = await runCommand([
      ...['tabletop', 'evaluate', '--policy', 'expert', '--against', 'random', '--tasks', 'stack-1'],
      ...['--episodes', '2', '--limit', '120', '--jobs', '1', '--json', '--quiet'],
    ]);
    expect(status).toBe(0);
    const [first, second, last] = json();
    const task = { policy: 'expert', split: 'seen', episodes: 2, successes: 2, rate: 1, high: 1 };
    expect(first).toMatchObject({ ...task, task: 'stack-1/stack-the-red-box-on-the-blue-box' });
    expect(second).toMatchObject(task);
    expect(last).toMatchObject({
      summary: {
        policy: 'expert',
        episodes: 4,
        successes: 4,
        answerAccuracy: null,
        // What was measured.
        ...{ answers: 'asked', temperature: 0, seeds: [0], limit: 120, replan: null, imageSize: 256 },
        ...{ splitVersion: 2, splitChecksum: expect.stringMatching(/^[0-9a-f]{64}$/) },
        against: { policy: 'random', rate: 0, wins: 4, losses: 0, p: 0.125 },
      },
    });
  });

  it('asks a model folder as it asks the same model behind a server', async () => {
    const folder = makeModel(join(directory, 'model'));
    const choices = await serve({
      source: { kind: 'model', choices: { ...modelDefaults, model: folder } },
      choices: { protocol: 'openpi', host: '127.0.0.1', port: 0, limits: {} },
      log: () => {},
      execArgv: ['--import', register.href, '--conditions=@inspire-vla/source'],
    });
    const evaluate = async (policy: string) => {
      const { status, json } = await runCommand([
        ...['tabletop', 'evaluate', '--policy', policy, '--tasks', 'button', '--episodes', '1'],
        ...['--image-size', '32', '--limit', '4', '--replan', '2', '--jobs', '1', '--json', '--quiet'],
      ]);
      expect(status).toBe(0);
      return json() as readonly { readonly summary?: { readonly answerAccuracy: number | null } }[];
    };
    const here = await evaluate(folder);
    const there = await evaluate(choices.server.url);
    await choices.stop();
    expect(here.at(-1)?.summary?.answerAccuracy).toEqual(expect.any(Number));
    expect(there.at(-1)?.summary?.answerAccuracy).toBe(here.at(-1)?.summary?.answerAccuracy);
  }, 60_000);

  it('films the first failure of each task, and puts rates and films into a report', async () => {
    const out = join(directory, 'evaluated');
    const { status, errors } = await runCommand([
      ...[
        'tabletop',
        'evaluate',
        '--policy',
        'random',
        '--tasks',
        'button',
        '--episodes',
        '2',
        '--limit',
        '3',
      ],
      ...[
        '--film',
        join(out, 'films #1'),
        '--report',
        join(out, 'report.html'),
        '--jobs',
        '1',
        '--json',
        '--quiet',
      ],
    ]);
    expect([status, errors]).toEqual([0, '']);
    const films = await readdir(join(out, 'films #1'));
    expect(films).toHaveLength(2);
    const page = await readFile(join(out, 'report.html'), 'utf8');
    for (const film of films) expect(page).toContain(`src="films%20%231/${film}"`);
    expect(page).toContain('alt="film of stove-1/press-the-button-of-the-black-stove, start 1073741824"');
    expect(page).toContain(
      'seeds 0; answers asked; temperature 0; pictures of 256 pixels; whole chunks; 3 ticks',
    );
    expect(page).toContain('0/2');
    expect((await readFile(join(out, 'films #1', films[0] ?? ''))).subarray(1, 4).toString()).toBe('PNG');
  }, 60_000);

  it('refuses a policy that it cannot reach, and a split that it cannot read', async () => {
    const wrong = await runCommand(['tabletop', 'evaluate', '--policy', 'teacher']);
    expect(wrong.status).toBe(2);
    const missing = await runCommand([
      ...['tabletop', 'evaluate', '--policy', 'random', '--split', join(directory, 'none.json'), '--json'],
    ]);
    expect(missing.status).toBe(1);
    expect(JSON.parse(missing.errors)).toMatchObject({ error: { code: 'SPLIT_INVALID' } });
  });
});
