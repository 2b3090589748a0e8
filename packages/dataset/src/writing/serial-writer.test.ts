import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWriter, outputFormats } from './create-writer.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'serial-writer-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const features = [{ name: 'action', type: 'float32', shape: [2], names: null }] as const;
const episode = {
  instruction: 'lift the cup',
  length: 1,
  columns: new Map([['action', Float32Array.of(0, 1)]]),
  pictures: async () => [],
};
const openWriter = (format: (typeof outputFormats)[number]) =>
  createWriter(format, { directory: folder, fps: 20, robotType: null, features, cameras: [] });

describe.each(outputFormats)('a writer of %s', (format) => {
  it('refuses a folder that has a dataset in it, which stays as it is', async () => {
    const first = await openWriter(format);
    await first.writeEpisode(episode);
    await first.finish();
    await first.close();
    const before = await readdir(folder, { recursive: true });
    const second = await openWriter(format);
    const refused = { code: 'OUTPUT_EXISTS', at: folder };
    await expect(second.writeEpisode(episode)).rejects.toMatchObject(refused);
    await expect(second.finish()).rejects.toMatchObject(refused);
    await second.close();
    expect(await readdir(folder, { recursive: true })).toEqual(before);
  });

  it('goes on in a folder that it has written to itself', async () => {
    const writer = await openWriter(format);
    await writer.writeEpisode(episode);
    await writeFile(join(folder, 'notes.txt'), 'of somebody else, meanwhile');
    await writer.writeEpisode(episode);
    expect(await writer.finish()).toEqual({ episodes: 2, frames: 2, tasks: 1 });
    await writer.close();
  });
});
