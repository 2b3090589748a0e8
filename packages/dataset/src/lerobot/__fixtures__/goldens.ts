import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { EpisodeSource } from '../../episode.js';
import { createPictureCodec } from '../../writing/picture-codec.js';

/** What lerobot itself read in a dataset that it wrote. */
export interface Expected {
  readonly fps: number;
  readonly lengths: readonly number[];
  readonly episode_tasks: readonly string[];
  readonly frames: readonly {
    readonly episode_index: number;
    readonly frame_index: number;
    readonly task: string;
    readonly state: readonly number[];
    readonly actions: readonly number[];
    readonly image: { readonly sha256?: string; readonly mean_rgb?: readonly number[] };
  }[];
}

/** Folder of a dataset beside the repository; it is not committed here, so a test that needs it is skipped without. */
export function goldenPath(name: string): string {
  return fileURLToPath(new URL(`../../../../../../shared/goldens/${name}`, import.meta.url));
}

/** The frames that a golden dataset must give. */
export function readExpected(name: string): Expected {
  return JSON.parse(readFileSync(`${goldenPath(name)}/expected.json`, 'utf8')) as Expected;
}

/** Everything but the pictures, in the form of {@link Expected}. */
export async function readNumbers(source: EpisodeSource): Promise<unknown> {
  const frames: unknown[] = [];
  for (const [index, { length, instruction }] of source.episodes.entries()) {
    const episode = await source.open(index);
    const state = [...(await episode.column('state'))];
    const actions = [...(await episode.column('actions'))];
    for (let frame = 0; frame < length; frame += 1) {
      frames.push({
        episode_index: index,
        frame_index: frame,
        task: instruction,
        state: state.slice(frame * 8, frame * 8 + 8),
        actions: actions.slice(frame * 7, frame * 7 + 7),
      });
    }
  }
  return frames;
}

/** Raw pixels of all frames of a camera, in order. */
export async function readPixels(source: EpisodeSource, camera: string): Promise<readonly Uint8Array[]> {
  const codec = createPictureCodec();
  const found: Uint8Array[] = [];
  for (const index of source.episodes.keys()) {
    const episode = await source.open(index);
    const pictures = await episode.pictures(camera, 0, episode.length);
    for (const picture of pictures) found.push(await codec.decode(picture));
  }
  return found;
}

/** Digest of raw pixels, as the expected frames give it. */
export function digestOf(pixels: Uint8Array): string {
  return createHash('sha256').update(pixels).digest('hex');
}

/** Mean of each channel. */
export function meanColour(pixels: Uint8Array): readonly number[] {
  const sums = [0, 0, 0];
  for (const [index, value] of pixels.entries()) sums[index % 3] = (sums[index % 3] ?? 0) + value;
  return sums.map((sum) => (sum * 3) / pixels.length);
}
