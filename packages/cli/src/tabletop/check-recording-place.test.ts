import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seenTasks } from '@inspire-vla/tabletop';
import { expect, it, onTestFinished } from 'vitest';
import { checkRecordingPlace } from './check-recording-place.js';
import { recordTabletop } from './record.js';

async function makeFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'recording-place-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** What a recording that was killed has left. */
async function leave(folder: string) {
  await mkdir(join(folder, '.out.inspire-partial-files'));
  await writeFile(join(folder, '.out.inspire-partial-files/data'), 'half');
}

it('what a killed recording has left is told before anything is simulated, with what a recording can do', async () => {
  const folder = await makeFolder();
  await leave(folder);
  const phases: string[] = [];
  const recorded = recordTabletop({
    ...{ tasks: seenTasks, episodes: 1, seed: 0, noise: 0, bursts: 0, drivers: [], replan: null, jobs: 1 },
    ...{ to: 'jsonl', output: join(folder, 'out'), imageSize: 16 },
    onPhase: (_, unit) => phases.push(unit),
  });
  await expect(recorded).rejects.toMatchObject({
    code: 'OUTPUT_UNFINISHED',
    at: join(folder, 'out'),
    fix: 'give --overwrite to record anew, or another --out',
  });
  expect(phases).toEqual([]);
});

it('a place that is free, or may be overwritten, is left as it was, without the leftovers', async () => {
  const folder = await makeFolder();
  await checkRecordingPlace(join(folder, 'out'), false);
  expect(await readdir(folder)).toEqual([]);
  await leave(folder);
  await checkRecordingPlace(join(folder, 'out'), true);
  expect(await readdir(folder)).toEqual([]);
});
