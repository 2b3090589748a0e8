import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '@inspire-vla/adapter/run';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statesOf } from '../__fixtures__/files-of.js';
import { killAgainAndAgain } from '../__fixtures__/killing/kill-again-and-again.js';
import { writeSource } from '../__fixtures__/killing/write-source.js';

let folder = '';
let source = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kill-'));
  source = join(folder, 'source');
  await writeSource(source, 'lerobot-v2.1', 12);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('inspire annotate --resume', () => {
  it.each([
    ['lerobot-v3.0', 4, ['--data-file-size', '0.02']],
    ['lerobot-v2.1', 3, []],
    ['rlds', 3, ['--data-file-size', '0.02']],
  ])(
    'gives the bytes of an undisturbed run after being killed, and leaves the source as it is: %s',
    async (format, kills, small) => {
      const before = await statesOf(source);
      const outcome = await killAgainAndAgain({
        args: ['annotate', source, '--to', format, ...small],
        output: join(folder, format),
        kills,
        random: createRandom(kills * 7919),
      });
      expect(outcome).toMatchObject({ kills, failures: [] });
      expect(await statesOf(source)).toEqual(before);
    },
    300_000,
  );
});
