import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Camera, Column, LanguageRow } from '../episode.js';
import { pictureEncoding } from '../picture-file.js';
import { checkEpisode } from '../writing/check-episode.js';
import type { EpisodeInput, WriterOptions } from '../writing/dataset-writer.js';
import { createPictureCodec, type PictureCodec } from '../writing/picture-codec.js';
import type { DatasetFiles, Prepare } from '../writing/serial-writer.js';
import { visitPictures } from '../writing/visit-pictures.js';
import { framesName, type Info, infoPath } from './description.js';
import { keyFeatures } from './keys.js';
import { valueText } from './values.js';

/** An episode as records and picture files: nothing of it is in the dataset yet. */
interface PreparedEpisode {
  readonly instruction: string;
  readonly records: Uint8Array;
  /** By path inside the dataset. */
  readonly pictures: ReadonlyMap<string, Uint8Array>;
}

/** How episodes are checked and encoded. */
export function createPreparation(options: WriterOptions): Prepare<PreparedEpisode> {
  const { features, cameras, fps } = options;
  const keyed = keyFeatures(features, cameras);
  const codec = createPictureCodec();
  return async (episode, { episode: index }) => {
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
    return { instruction: episode.instruction, records: Buffer.from(lines.join('')), pictures };
  };
}

/** Begins the files of a dataset. What is kept of an episode is the size of its records. */
export async function createDatasetFiles(
  options: WriterOptions,
): Promise<DatasetFiles<PreparedEpisode, number>> {
  const { directory, features, cameras, fps, robotType } = options;
  const keyed = keyFeatures(features, cameras);
  const frames = join(directory, framesName);
  const episodes: Info['episodes'] = [];

  function list(instruction: string, length: number, size: number): void {
    const start = episodes.at(-1)?.end ?? 0;
    episodes.push({ instruction, length, start, end: start + size });
  }

  return {
    prepare: createPreparation(options),
    async append({ instruction, records, pictures }, { episode, length }) {
      for (const folder of new Set([...pictures.keys()].map(dirname))) {
        await mkdir(join(directory, folder), { recursive: true });
      }
      for (const [path, bytes] of pictures) await writeFile(join(directory, path), bytes);
      await appendFile(frames, records);
      list(instruction, length, records.length);
      const files = [frames, ...[...pictures.keys()].map((path) => join(directory, path))];
      return { record: records.length, checkpoint: { episodes: episode + 1, files } };
    },
    restore: async (size, { length }, instruction) => list(instruction, length, size),
    async finish(totals) {
      // A dataset without episodes has it, too.
      await appendFile(frames, '');
      const sized = cameras.map(({ name, width, height }) => ({ name, width, height }));
      const info: Info = {
        ...{ format: 'inspire-jsonl', version: 1, fps, robotType },
        ...{ features: keyed, cameras: sized, episodes },
      };
      await mkdir(join(directory, dirname(infoPath)), { recursive: true });
      await writeFile(join(directory, infoPath), `${JSON.stringify(info, null, 2)}\n`);
      return totals;
    },
    close: async () => {},
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
  for await (const bytes of visitPictures(episode, index, camera, codec.encode)) {
    files.push({ path: picturePath(camera.name, index, files.length, bytes), bytes });
  }
  return files;
}

/** Path with slashes inside the dataset, on every system. */
function picturePath(camera: string, episode: number, frame: number, bytes: Uint8Array): string {
  const [folder, file] = [
    `episode_${String(episode).padStart(6, '0')}`,
    `frame_${String(frame).padStart(6, '0')}`,
  ];
  const ending = pictureEncoding(bytes) === 'jpeg' ? 'jpg' : 'png';
  return `images/${camera}/${folder}/${file}.${ending}`;
}
