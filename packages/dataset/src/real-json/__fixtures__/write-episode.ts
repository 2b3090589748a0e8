import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

/** One frame of an episode as the authors record it. */
export interface Frame {
  readonly action: readonly number[];
  readonly state: readonly number[];
  readonly task: string;
}

/** Writes an episode in the authors' layout, `anno/{i}.json`. */
export async function writeEpisode(folder: string, frames: readonly Frame[]): Promise<void> {
  await mkdir(join(folder, 'anno'), { recursive: true });
  for (const [index, frame] of frames.entries()) {
    await writeFile(join(folder, 'anno', `${index}.json`), JSON.stringify(frame, null, 4));
  }
}

/** An episode of our own: the hand goes down, closes over the can, carries it to the right, and opens. */
export const canEpisode: readonly Frame[] = Array.from({ length: 12 }, (_, index) => {
  const [x, z] = [Math.max(0, index - 5) * 20_000, Math.max(0, 4 - index) * 30_000 + 140_000];
  const state = [x, -50_000, z, -172_493, 42_622, 97_746, index >= 5 && index < 10 ? 30_000 : 69_300];
  return { action: state.map((value) => value + 1), state, task: 'move the can near the apple' };
});

/** Writes two episodes of a recording, the first few frames of each, with pictures of these sizes. */
export async function writeRecording(folder: string, sizes: readonly number[] = [4, 4]): Promise<void> {
  for (const [index, size] of sizes.entries()) {
    const frames = canEpisode.slice(0, 3);
    const episode = join(folder, String(index));
    await writeEpisode(episode, frames);
    await mkdir(join(episode, 'img'));
    for (const frame of frames.keys()) {
      const blank = sharp({ create: { width: size, height: size, channels: 3, background: '#345' } });
      await blank.png().toFile(join(episode, 'img', `${frame}.png`));
    }
  }
}
