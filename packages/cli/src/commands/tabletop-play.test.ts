import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCommand } from '../__fixtures__/run-command.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'play-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const play = (...args: readonly string[]) =>
  runCommand(['tabletop', 'play', '--quiet', '--film-size', '64', ...args]);

it('makes a film of the expert until it is done, the same each time', async () => {
  const files = ['a.png', 'b.png'].map((name) => join(folder, name));
  const films: Buffer[] = [];
  let ticks = 0;
  for (const file of files) {
    const result = await play('--task', 'put-on', '--seed', '3', '--out', file, '--json');
    expect(result.errors).toBe('');
    expect(result.json()).toEqual([expect.objectContaining({ seed: 3, isDone: true, film: file })]);
    ({ ticks } = result.json()[0] as { ticks: number });
    films.push(await readFile(file));
  }
  const [one, other] = films;
  expect(one?.equals(other ?? Buffer.alloc(0))).toBe(true);
  // One frame per tick, one before the first, and a second at the end.
  expect(one?.readUInt32BE((one?.indexOf('acTL') ?? 0) + 4)).toBe(ticks + 1 + 20);
});

it('says that a policy did not do its task', async () => {
  const file = join(folder, 'random.png');
  const { status, output } = await play('--policy', 'random', '--limit', '5', '--out', file);
  expect(status).toBe(0);
  expect(output).toMatch(/: not done after 5 ticks; /);
});

it('counts the ticks that are played, and not the start', async () => {
  const args = ['tabletop', 'play', '--policy', 'random', '--limit', '3', '--film-size', '64'];
  const { errors } = await runCommand([...args, '--out', join(folder, 'counted.png')]);
  expect(errors).toContain('3/3 ticks');
  expect(errors).not.toContain('4/3');
});

it('plays the start of an evaluation, and makes the folder of the film', async () => {
  const file = join(folder, 'deep/er/film.png');
  const { status, output } = await play('--limit', '1', '--seed', '1073741824', '--out', file);
  expect({ status, output }).toEqual({ status: 0, output: expect.stringContaining('after 1 ticks') });
  expect(await readdir(join(folder, 'deep/er'))).toEqual(['film.png']);
});

it('refuses what would have no effect, or cannot be, before it plays', async () => {
  const replanned = await play('--replan', '3', '--out', join(folder, 'x.png'));
  expect(replanned).toMatchObject({ status: 2, errors: expect.stringContaining('--replan does nothing') });
  expect(await play('--image-size', '8', '--out', join(folder, 'x.png'))).toMatchObject({ status: 2 });
  expect(await play('--seed', '4294967296', '--out', join(folder, 'x.png'))).toMatchObject({ status: 2 });
  const taken = await play('--out', folder, '--json');
  expect(JSON.parse(taken.errors)).toMatchObject({ error: { code: 'OUTPUT_NOT_WRITABLE' } });
});

it('leaves no film behind where task or ending are unknown', async () => {
  const before = await readdir(folder);
  const unknown = await play('--task', 'nothing', '--out', join(folder, 'x.png'), '--json');
  expect(unknown.status).toBe(1);
  expect(JSON.parse(unknown.errors)).toMatchObject({ error: { code: 'TASK_UNKNOWN' } });
  const ending = await play('--out', join(folder, 'x.gif'), '--json');
  expect(JSON.parse(ending.errors)).toMatchObject({ error: { code: 'FILM_FORMAT' } });
  expect(await readdir(folder)).toEqual(before);
});
