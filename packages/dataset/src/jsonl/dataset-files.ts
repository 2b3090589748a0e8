import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Camera, Column, LanguageRow } from '../episode.js';
import { checkEpisode, checkPictures } from '../writing/check-episode.js';
import type { EpisodeInput, WriterOptions } from '../writing/dataset-writer.js';
import { invalidEpisode } from '../writing/invalid-episode.js';
import { createPictureCodec, type PictureCodec } from '../writing/picture-codec.js';
import type { DatasetFiles } from '../writing/serial-writer.js';
import { framesName, type Info, infoPath } from './description.js';
import { keyFeatures } from './keys.js';
import { valueText } from './values.js';

/** Pictures that are asked for, and encoded, at the same time. */
const batch = 64;

/** An episode as records and picture files: nothing of it is in the dataset yet. */
interface PreparedEpisode {
  readonly instruction: string;
  readonly length: number;
  readonly records: Buffer;
  /** By path inside the dataset. */
  readonly pictures: ReadonlyMap<string, Uint8Array>;
}

/** Begins the files of a dataset. */
export async function createDatasetFiles(options: WriterOptions): Promise<DatasetFiles<PreparedEpisode>> {
  const { directory, features, cameras, fps, robotType } = options;
  const keyed = keyFeatures(features, cameras);
  const codec = await createPictureCodec();
  const frames = join(directory, framesName);
  await writeFile(frames, '');
  const episodes: Info['episodes'] = [];
  let written = 0;
  return {
    async prepare(episode) {
      const index = episodes.length;
      const columns = checkEpisode(episode, index, features);
      const paths = new Map<string, readonly string[]>();
      const pictures = new Map<string, Uint8Array>();
      for (const camera of cameras) {
        const files = await encodeCamera(episode, index, camera, codec);
        paths.set(
          camera.name,
          files.map(({ path }) => path),
        );
        for (const { path, bytes } of files) pictures.set(path, bytes);
      }
      const lines = recordLines({ episode, index, fps, keyed, columns, paths });
      const { instruction, length } = episode;
      return { instruction, length, records: Buffer.from(lines.join('')), pictures };
    },
    async append({ instruction, length, records, pictures }) {
      for (const folder of new Set([...pictures.keys()].map(dirname))) {
        await mkdir(join(directory, folder), { recursive: true });
      }
      for (const [path, bytes] of pictures) await writeFile(join(directory, path), bytes);
      await appendFile(frames, records);
      episodes.push({ instruction, length, start: written, end: written + records.length });
      written += records.length;
    },
    async finish() {
      const sized = cameras.map(({ name, width, height }) => ({ name, width, height }));
      const info: Info = {
        ...{ format: 'inspire-jsonl', version: 1, fps, robotType },
        ...{ features: keyed, cameras: sized, episodes },
      };
      await mkdir(join(directory, dirname(infoPath)), { recursive: true });
      await writeFile(join(directory, infoPath), `${JSON.stringify(info, null, 2)}\n`);
      const tasks = new Set(episodes.map(({ instruction }) => instruction)).size;
      return {
        episodes: episodes.length,
        frames: episodes.reduce((sum, { length }) => sum + length, 0),
        tasks,
      };
    },
    close: () => {},
  };
}

interface Records {
  readonly episode: EpisodeInput;
  readonly index: number;
  readonly fps: number;
  readonly keyed: Info['features'];
  readonly columns: ReadonlyMap<string, Column>;
  /** By camera, one per frame. */
  readonly paths: ReadonlyMap<string, readonly string[]>;
}

/** One line per frame. */
function recordLines({ episode, index, fps, keyed, columns, paths }: Records): readonly string[] {
  const { instruction, length } = episode;
  return Array.from({ length }, (_, frame) => {
    const images = Object.fromEntries([...paths].map(([name, files]) => [name, files[frame]]));
    const own = { episode: index, frame, timestamp: frame / fps, instruction, images };
    const head = JSON.stringify(own).slice(0, -1);
    const values = keyed.map((feature) => {
      const column = columns.get(feature.name) ?? [];
      const width = column.length / length;
      const row = Array.from<number | bigint | string | readonly LanguageRow[]>(
        column.slice(frame * width, (frame + 1) * width),
      );
      return `,${JSON.stringify(feature.key)}:${valueText(feature, row)}`;
    });
    return `${head}${values.join('')}}\n`;
  });
}

/** The picture files of a camera: PNG, and JPEG where the source has it. */
async function encodeCamera(episode: EpisodeInput, index: number, camera: Camera, codec: PictureCodec) {
  const files: { readonly path: string; readonly bytes: Uint8Array }[] = [];
  for (let start = 0; start < episode.length; start += batch) {
    const end = Math.min(start + batch, episode.length);
    const pictures = await episode.pictures(camera.name, start, end);
    checkPictures(pictures, index, camera, [start, end]);
    const encoded = await Promise.allSettled(pictures.map((picture) => codec.encode(picture)));
    for (const [offset, result] of encoded.entries()) {
      const frame = start + offset;
      if (result.status === 'rejected') {
        const reason = result.reason instanceof Error ? result.reason.message : String(result.reason);
        throw invalidEpisode(index, `${camera.name}, frame ${frame}`, reason, result.reason);
      }
      files.push({ path: picturePath(camera.name, index, frame, result.value), bytes: result.value });
    }
  }
  return files;
}

/** Path with slashes inside the dataset, on every system. */
function picturePath(camera: string, episode: number, frame: number, bytes: Uint8Array): string {
  const [folder, file] = [
    `episode_${String(episode).padStart(6, '0')}`,
    `frame_${String(frame).padStart(6, '0')}`,
  ];
  const isJpeg = bytes[0] === 0xff && bytes[1] === 0xd8;
  return `images/${camera}/${folder}/${file}.${isJpeg ? 'jpg' : 'png'}`;
}
