import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Feature, type LanguageRow, languageRoles } from '../episode.js';
import { openDataset } from '../open-dataset.js';
import { canHold, createWriter, type OutputFormat } from '../writing/create-writer.js';

const features: readonly Feature[] = ['language_events', 'language_persistent'].map((name) => {
  return { name, type: 'language', shape: [1], names: null };
});

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'language-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const event = fc.record({
  role: fc.constantFrom(...languageRoles),
  content: fc.option(fc.string({ unit: 'grapheme' })),
  style: fc.constant('interjection'),
  camera: fc.constant(null),
  toolCalls: fc.option(fc.array(fc.json())),
});
const question = event.map((row) => ({ ...row, style: 'vqa', camera: 'image' }));
const persistent = fc
  .tuple(event, fc.float({ noNaN: true }))
  .map(([row, timestamp]) => ({ ...row, style: 'subtask', timestamp }));

const frame = fc.record({
  events: fc.array(fc.oneof(event, question), { maxLength: 3 }),
  persistent: fc.array(persistent, { maxLength: 2 }),
});

async function write(
  directory: string,
  rows: readonly (readonly LanguageRow[])[],
  held: readonly (readonly LanguageRow[])[],
  format: OutputFormat = 'lerobot-v3.0',
): Promise<void> {
  const writer = await createWriter(format, { directory, fps: 10, robotType: null, features, cameras: [] });
  try {
    const columns = new Map([
      ['language_events', rows],
      ['language_persistent', held],
    ]);
    await writer.writeEpisode({
      instruction: 'talk',
      length: rows.length,
      columns,
      pictures: async () => [],
    });
    await writer.finish();
  } finally {
    await writer.close();
  }
}

describe('dialogue', () => {
  it('is read back as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(frame, { minLength: 1, maxLength: 5 }), async (frames) => {
        const directory = await mkdtemp(join(folder, 'set-'));
        const [rows, held] = [frames.map(({ events }) => events), frames.map((entry) => entry.persistent)];
        await write(directory, rows, held);
        const source = await openDataset(directory);
        expect(source.features).toEqual(features);
        const episode = await source.open(0);
        expect(await episode.column('language_events')).toEqual(rows);
        expect(await episode.column('language_persistent')).toEqual(held);
        await source.close();
      }),
      { numRuns: 12 },
    );
  });

  const row: LanguageRow = { role: 'user', content: 'where?', style: null, camera: null, toolCalls: null };
  it.each<[string, unknown]>([
    ['a question about no camera', { ...row, style: 'vqa' }],
    ['a remark about a camera', { ...row, camera: 'image' }],
    ['an unknown speaker', { ...row, role: 'narrator' }],
  ])('is refused with %s', async (_, wrong) => {
    await expect(write(folder, [[row], [wrong as LanguageRow]], [[], []])).rejects.toMatchObject({
      code: 'EPISODE_INVALID',
      at: 'episode 0, language_events, frame 1',
    });
  });

  it('has no place in LeRobot v2.1, nor under another name', async () => {
    expect(features.map((feature) => canHold('lerobot-v2.1', feature))).toEqual([false, false]);
    await expect(write(folder, [[row]], [[]], 'lerobot-v2.1')).rejects.toMatchObject({
      code: 'FEATURE_INVALID',
      at: 'language_events',
    });
    const options = { directory: folder, fps: 10, robotType: null, cameras: [] };
    const [talk] = features.map((feature) => ({ ...feature, name: 'talk' }));
    await expect(
      createWriter('lerobot-v3.0', { ...options, features: talk === undefined ? [] : [talk] }),
    ).rejects.toMatchObject({ code: 'FEATURE_INVALID', at: 'talk' });
  });
});
