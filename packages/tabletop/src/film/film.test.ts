import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RgbImage } from '@inspire-vla/adapter';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFilm } from './film.js';

const questions = ['In which direction is the red box relative to the robot?'];
const subject = { instruction: 'put the red box on the plate', questions, framesPerSecond: 20 };
const picture = (level: number): RgbImage => ({
  width: 64,
  height: 64,
  bytes: new Uint8Array(64 * 64 * 3).fill(level),
});
const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'film: '));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function make(file: string, frames: number): Promise<string> {
  const path = join(folder, file);
  const film = createFilm({ ...subject, file: path });
  for (let frame = 0; frame < frames; frame += 1) {
    await film.add({
      pictures: [picture(frame * 20), picture(200)],
      answers: [{ answer: 'left', truth: 'down' }],
    });
  }
  await film.finish();
  return path;
}

describe('a film', () => {
  it('is an animated PNG with no program but this', async () => {
    const bytes = await readFile(await make('a.png', 3));
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    expect(bytes.indexOf('acTL')).toBeGreaterThan(0);
    expect(bytes.readUInt32BE(bytes.indexOf('acTL') + 4)).toBe(3);
  });

  it.skipIf(!hasFfmpeg)('is a video of as many frames by ffmpeg, the same bytes each time', async () => {
    const [one, other] = [await make('a.mp4', 12), await make('b.mp4', 12)];
    const probe = [
      '-v',
      'error',
      '-count_frames',
      '-show_entries',
      'stream=nb_read_frames,r_frame_rate',
      '-of',
      'csv=p=0',
    ];
    const { stdout } = spawnSync('ffprobe', [...probe, one], { encoding: 'utf8' });
    expect(stdout.trim()).toBe('20/1,12');
    expect(await readFile(one)).toEqual(await readFile(other));
    const webp = await readFile(await make('a.webp', 4));
    expect(webp.subarray(8, 12).toString()).toBe('WEBP');
    expect(webp.indexOf('ANIM')).toBeGreaterThan(0);
  });

  it('leaves nothing behind when it is given up, fails, or has no frames', async () => {
    const before = await readdir(folder);
    const given = createFilm({ ...subject, file: join(folder, 'given-up.mp4') });
    if (hasFfmpeg) await given.add({ pictures: [picture(1)], answers: [{}] });
    await given.discard();
    const empty = createFilm({ ...subject, file: join(folder, 'empty.png') });
    await expect(empty.finish()).rejects.toMatchObject({ code: 'FILM_EMPTY' });
    const nowhere = createFilm({ ...subject, file: join(folder, 'no', 'such', 'folder.png') });
    await nowhere.add({ pictures: [picture(1)], answers: [{}] });
    await expect(nowhere.finish()).rejects.toMatchObject({
      code: 'FILM_FAILED',
      fix: expect.stringContaining('folder'),
    });
    expect(await readdir(folder)).toEqual(before);
  });

  it('says what is missing where there is no ffmpeg, and which endings and rates it knows', async () => {
    const film = createFilm({
      ...subject,
      file: join(folder, 'c.mp4'),
      ffmpeg: join(folder, 'no-such-program'),
    });
    const adding = async () => {
      for (let frame = 0; frame < 50; frame += 1) await film.add({ pictures: [picture(1)], answers: [{}] });
      await film.finish();
    };
    await expect(adding()).rejects.toMatchObject({
      code: 'ENCODER_MISSING',
      fix: expect.stringContaining('.png'),
    });
    expect(() => createFilm({ ...subject, file: 'film.gif' })).toThrow(
      expect.objectContaining({ code: 'FILM_FORMAT', fix: expect.stringContaining('.mp4') }),
    );
    expect(() => createFilm({ ...subject, file: 'film.mp4', framesPerSecond: Number.NaN })).toThrow(
      expect.objectContaining({ code: 'FILM_RATE' }),
    );
  });
});
