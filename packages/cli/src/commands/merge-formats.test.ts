import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OutputFormat, outputFormats } from '@inspire-vla/dataset';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeVideoDataset } from '../../../dataset/src/lerobot/__fixtures__/video-dataset.js';
import { hasFfmpeg } from '../../../dataset/src/video/__fixtures__/make-video.js';
import { filesOf } from '../__fixtures__/files-of.js';
import { writeSource } from '../__fixtures__/killing/write-source.js';
import { runCommand } from '../__fixtures__/run-command.js';

/** What a policy may call, as LeRobot v3.0 keeps it; it is read of any version. */
const tools = [{ type: 'function', function: { name: 'say' } }];

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'merge-formats-'));
  await writeSource(join(folder, 'pictures'), 'lerobot-v2.1', 7);
  await writeFile(join(folder, 'pictures/meta/modality.json'), '{"state": {}}');
  const info = join(folder, 'pictures/meta/info.json');
  await writeFile(info, JSON.stringify({ ...JSON.parse(await readFile(info, 'utf8')), tools }));
  if (hasFfmpeg) {
    const lengths = [4, 6, 2, 8, 4];
    await writeVideoDataset(join(folder, 'videos-v2'), lengths, 'alone', 'lerobot-v2.1');
    await writeVideoDataset(join(folder, 'videos-v3'), lengths, 'shared', 'lerobot-v3.0');
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What one run gives, by its place: it is the same for any number of shards. */
const wholes = new Map<string, Promise<Readonly<Record<string, string>>>>();

/** Annotates a source at once, and in shards that are merged; the outputs must not differ in a byte. */
async function compare(
  source: string,
  format: OutputFormat,
  shards: number,
  options: readonly string[] = [],
) {
  const place = join(folder, `${source}-${format}-${shards}`);
  const run = async (...args: readonly string[]) =>
    expect(await runCommand([...args, '--quiet'])).toMatchObject({ status: 0, errors: '' });
  const annotate = (out: string, ...more: readonly string[]) =>
    run('annotate', join(folder, source), '--to', format, '--out', `${place}-${out}`, ...options, ...more);
  const wholePlace = join(folder, [source, format, ...options].join(' '));
  const annotateWhole = async () => {
    await run('annotate', join(folder, source), '--to', format, '--out', wholePlace, ...options);
    return filesOf(wholePlace);
  };
  const known = wholes.get(wholePlace) ?? annotateWhole();
  wholes.set(wholePlace, known);
  const whole = await known;
  const names = Array.from({ length: shards }, (_, index) => `${index}`);
  for (const name of names) await annotate(name, '--shard', `${name}/${shards}`);
  // In any order.
  await run('merge', ...names.reverse().map((name) => `${place}-${name}`), '--out', `${place}-merged`);
  expect(Object.keys(whole).length).toBeGreaterThan(4);
  // Taken over from the source where the format has a place for it.
  const hasModality = source === 'pictures' && format.startsWith('lerobot');
  expect('meta/modality.json' in whole).toBe(hasModality);
  if (source === 'pictures' && format === 'lerobot-v3.0')
    expect(JSON.parse(await readFile(join(wholePlace, 'meta/info.json'), 'utf8'))).toMatchObject({ tools });
  expect(await filesOf(`${place}-merged`)).toEqual(whole);
}

describe('the shards of a source, merged, are what one run gives', () => {
  it.each(outputFormats.flatMap((format) => [2, 3, 7].map((shards) => [format, shards] as const)))(
    'in %s, %i shards',
    (format, shards) => compare('pictures', format, shards),
  );

  it.each(['lerobot-v3.0', 'rlds'] as const)('in %s, with files of several episodes', (format) =>
    compare('pictures', format, 4, ['--data-file-size', '0.02']),
  );

  // ffmpeg makes the source's videos.
  describe.skipIf(!hasFfmpeg)('of videos', () => {
    it.each([
      ['videos-v2', 'lerobot-v2.1', 2],
      ['videos-v2', 'lerobot-v3.0', 2],
      ['videos-v2', 'rlds', 2],
      ['videos-v3', 'lerobot-v3.0', 3],
      ['videos-v3', 'lerobot-v2.1', 2],
    ] as const)('from %s to %s, %i shards', (source, format, shards) => compare(source, format, shards));
  });
});
