import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataset } from '@inspire-vla/dataset';
import { createLabeler } from '@inspire-vla/direction-labeler';
import { seenTasks } from '@inspire-vla/tabletop';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeModel } from '../__fixtures__/miniature/make-model.mjs';
import { runCommand } from '../__fixtures__/run-command.js';
import { serve } from '../serve/serve.js';
import { createTabletopWorker } from '../tabletop/worker.js';

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

const record = (out: string, ...more: readonly string[]) =>
  runCommand([
    ...['tabletop', 'record', '--tasks', 'button', '--episodes', '2', '--image-size', '32', '--jobs', '1'],
    ...['--out', join(directory, out), '--json', '--quiet', ...more],
  ]);

describe('inspire tabletop record', () => {
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
    const recorded = await worker.run({ kind: 'record', task, seed, noise: 0.5, size: null });
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
        against: { rate: 0, wins: 4, losses: 0, p: 0.125 },
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
        join(out, 'films'),
        '--report',
        join(out, 'report.html'),
        '--jobs',
        '1',
        '--json',
        '--quiet',
      ],
    ]);
    expect([status, errors]).toEqual([0, '']);
    const films = await readdir(join(out, 'films'));
    expect(films).toHaveLength(2);
    const page = await readFile(join(out, 'report.html'), 'utf8');
    for (const film of films) expect(page).toContain(`src="films/${film}"`);
    expect(page).toContain('0/2');
    expect((await readFile(join(out, 'films', films[0] ?? ''))).subarray(1, 4).toString()).toBe('PNG');
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
