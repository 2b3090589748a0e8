import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBValue } from '@duckdb/node-api';
import { InspireError } from '@inspire-vla/adapter';
import type { Camera, Column, Episode, EpisodeSource, EpisodeSummary, Feature, Picture } from '../episode.js';
import { identifier, openParquetDatabase, type ParquetDatabase, quoted } from '../parquet.js';
import { columnOf, featureType } from './columns.js';
import { automaticFeatures, formatPath } from './layout.js';
import { type Info, readInfo } from './read-info.js';

/** An episode, and the rows of the data file that hold it. */
interface EpisodeRows {
  readonly summary: EpisodeSummary;
  readonly file: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Opens a LeRobot v3.0 dataset. Columns are read when they are asked for, and no others.
 *
 * Pictures in the parquet files are given as PNG. Videos are listed as cameras, but their frames are not read yet.
 *
 * @throws InspireError `DATASET_MISSING` or `DATASET_CORRUPT`, naming the file.
 */
export async function openLeRobotV3(directory: string): Promise<EpisodeSource> {
  const info = await readInfo(directory);
  const database = await openParquetDatabase();
  try {
    const episodes = await readEpisodes(database, directory, info);
    return createSource(directory, info, database, episodes);
  } catch (error) {
    database.close();
    throw error;
  }
}

function createSource(
  directory: string,
  info: Info,
  database: ParquetDatabase,
  episodes: readonly EpisodeRows[],
): EpisodeSource {
  const features = featuresOf(info);
  let isOpen = true;
  return {
    format: 'lerobot-v3.0',
    fps: info.fps,
    robotType: info.robot_type ?? null,
    files: [...new Set(episodes.map(({ file }) => file))],
    features,
    episodes: episodes.map(({ summary }) => summary),
    omitted: [],
    async open(index) {
      const rows = episodes[index];
      if (rows === undefined) throw missingEpisode(directory, index, episodes.length);
      return openEpisode(database, info, features, rows);
    },
    async close() {
      if (isOpen) database.close();
      isOpen = false;
    },
  };
}

function featuresOf(info: Info): readonly Feature[] {
  const automatic = new Set(automaticFeatures.map(({ name }) => name));
  return Object.entries(info.features).flatMap(([name, { dtype, shape, names }]) => {
    const type = featureType(dtype);
    if (type === null || automatic.has(name)) return [];
    const listed = Array.isArray(names) && names.every((entry) => typeof entry === 'string') ? names : null;
    return [{ name, type, shape, names: listed }];
  });
}

function camerasOf(info: Info): readonly Camera[] {
  return Object.entries(info.features).flatMap(
    ([
      name,
      {
        dtype,
        shape: [height = 0, width = 0],
      },
    ]) => (dtype === 'image' || dtype === 'video' ? [{ name, width, height }] : []),
  );
}

async function readEpisodes(
  database: ParquetDatabase,
  directory: string,
  info: Info,
): Promise<readonly EpisodeRows[]> {
  const pattern = join(directory, 'meta/episodes/*/*.parquet');
  const places = ['length', 'data/chunk_index', 'data/file_index', 'dataset_from_index', 'dataset_to_index'];
  const columns = ['episode_index', ...places].map((name) => `CAST(${identifier(name)} AS INTEGER)`);
  const sql = `SELECT ${columns.join(', ')}, "tasks"[1] FROM read_parquet(${quoted(pattern)}) ORDER BY "episode_index"`;
  const [indices = [], lengths = [], chunks = [], files = [], starts = [], ends = [], tasks = []] =
    info.total_episodes === 0 ? [] : await database.query(sql, pattern);
  if (indices.length !== info.total_episodes) {
    throw corrupt(
      pattern,
      `${indices.length} episodes are listed, meta/info.json says ${info.total_episodes}`,
    );
  }
  const cameras = camerasOf(info);
  return indices.map((index, row) => {
    const place = { chunk: Number(chunks[row]), file: Number(files[row]) };
    const file = join(directory, formatPath(info.data_path, place));
    if (!existsSync(file)) throw missingFile(file, Number(index));
    const length = Number(lengths[row]);
    const summary = {
      id: `episode_${Number(index)}`,
      instruction: String(tasks[row] ?? ''),
      length,
      cameras,
    };
    return { summary, file, from: Number(starts[row]), to: Number(ends[row]) };
  });
}

function openEpisode(
  database: ParquetDatabase,
  info: Info,
  features: readonly Feature[],
  { summary, file, from, to }: EpisodeRows,
): Episode {
  async function read(name: string, start: number, end: number): Promise<readonly DuckDBValue[]> {
    const rows = `"index" >= ${start} AND "index" < ${end}`;
    const sql = `SELECT ${identifier(name)} FROM read_parquet(${quoted(file)}) WHERE ${rows} ORDER BY "index"`;
    const [values = []] = await database.query(sql, `${file}, ${name}`);
    if (values.length === end - start) return values;
    throw corrupt(`${file}, ${name}`, `${values.length} rows are there of ${end - start}`);
  }
  return {
    ...summary,
    async column(name): Promise<Column> {
      const feature = features.find((candidate) => candidate.name === name);
      if (feature === undefined) throw corrupt(file, `there is no feature ${name}`);
      return columnOf(feature, await read(name, from, to), `${file}, ${name}`);
    },
    async pictures(name, start, end): Promise<readonly Picture[]> {
      const camera = summary.cameras.find((candidate) => candidate.name === name);
      if (camera === undefined) throw corrupt(file, `there is no camera ${name}`);
      if (info.features[name]?.dtype === 'video') throw videoUnsupported(file, name);
      const values = await read(`${name}`, from + start, from + end);
      return values.map((value) => pictureOf(value, camera, `${file}, ${name}`));
    },
    scene: async () => null,
  };
}

function pictureOf(value: DuckDBValue, { width, height }: Camera, at: string): Picture {
  const fields = Object(value).entries as Readonly<Record<string, unknown>> | undefined;
  const bytes: unknown = Object(fields?.['bytes']).bytes;
  if (!(bytes instanceof Uint8Array)) throw corrupt(at, 'a picture has no bytes');
  return { encoding: bytes[0] === 0xff ? 'jpeg' : 'png', width, height, bytes };
}

/** The error for data that is not as it must be. */
export function corrupt(at: string, message: string): InspireError {
  return new InspireError({ code: 'DATASET_CORRUPT', message, at, fix: 'make or copy the dataset again' });
}

function missingFile(file: string, episode: number): InspireError {
  return new InspireError({
    code: 'DATASET_MISSING',
    message: `the data file of episode ${episode} is missing`,
    at: file,
    fix: 'copy the dataset again, with all its files',
  });
}

function missingEpisode(directory: string, index: number, count: number): InspireError {
  return new InspireError({
    code: 'EPISODE_MISSING',
    message: `there is no episode ${index}`,
    at: directory,
    fix: `the dataset has ${count} episodes`,
  });
}

function videoUnsupported(file: string, camera: string): InspireError {
  return new InspireError({
    code: 'DATASET_UNSUPPORTED',
    message: `camera ${camera} is stored as video, whose frames cannot be read yet`,
    at: file,
    fix: 'use a dataset with pictures in its parquet files',
  });
}
