import type { DuckDBDataChunk, DuckDBValue } from '@duckdb/node-api';
import { InspireError } from '@inspire-vla/adapter';
import type { Camera, Episode, EpisodeSummary, Picture } from '../episode.js';
import { identifier, type ParquetDatabase, quoted } from '../parquet.js';
import { columnOf } from './columns.js';
import { corrupt } from './errors.js';
import { readPngHeader } from './pictures.js';
import type { EpisodeRows } from './read-episodes.js';
import type { SourceDescription } from './read-info.js';

/** Opens one episode: rows of a data file, of which single columns are read. */
export function openEpisode(
  database: ParquetDatabase,
  { features, videos }: SourceDescription,
  { summary, file, from, to }: EpisodeRows,
): Episode {
  /** A column for rows [start, end) of the whole dataset; column 0 is their index. */
  async function read(name: string, start: number, end: number): Promise<readonly DuckDBDataChunk[]> {
    const at = `${file}, ${name}`;
    const columns = `CAST("index" AS INTEGER), ${identifier(name)}`;
    const rows = `"index" >= ${start} AND "index" < ${end}`;
    const sql = `SELECT ${columns} FROM read_parquet(${quoted(file)}) WHERE ${rows} ORDER BY "index"`;
    const chunks = await database.chunks(sql, at);
    const indices = chunks.flatMap((chunk) => chunk.getColumnValues(0));
    if (indices.length === end - start && indices.every((index, row) => index === start + row)) return chunks;
    throw corrupt(at, `rows ${start} to ${end} are not there once each; ${indices.length} rows were found`);
  }
  return {
    ...summary,
    async column(name) {
      const feature = features.find((candidate) => candidate.name === name);
      if (feature === undefined) throw unknownName('feature', name, features);
      const chunks = await read(name, from, to);
      const { DuckDBListVector } = await import('@duckdb/node-api');
      return columnOf(DuckDBListVector, feature, chunks, 1, `${file}, ${name}`);
    },
    async pictures(name, start, end) {
      const camera = summary.cameras.find((candidate) => candidate.name === name);
      if (camera === undefined) throw unknownName('camera', name, summary.cameras);
      if (videos.has(name)) throw videoUnsupported(file, name);
      checkFrames(summary, start, end);
      const chunks = await read(name, from + start, from + end);
      const values = chunks.flatMap((chunk) => chunk.getColumnValues(1));
      return values.map((value, row) =>
        pictureOf(value, camera, `${file}, ${name}, row ${from + start + row}`),
      );
    },
    scene: async () => null,
  };
}

function pictureOf(value: DuckDBValue, { width, height }: Camera, at: string): Picture {
  // A struct of bytes and path, or, by some writers, the bytes themselves.
  const fields: unknown = Object(value).entries;
  const bytes: unknown = Object(fields === undefined ? value : Object(fields)['bytes']).bytes;
  if (!(bytes instanceof Uint8Array)) throw corrupt(at, 'the picture has no bytes');
  const header = readPngHeader(bytes);
  if (header !== null && (header.width !== width || header.height !== height)) {
    const found = `${header.width}×${header.height}`;
    throw corrupt(at, `the picture is ${found}, meta/info.json says ${width}×${height}`);
  }
  return { encoding: header === null ? 'jpeg' : 'png', width, height, bytes };
}

function checkFrames({ id, length }: EpisodeSummary, start: number, end: number): void {
  if (Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start <= end && end <= length) return;
  throw new InspireError({
    code: 'FRAME_MISSING',
    message: `the frames ${start} to ${end} are not all there`,
    at: id,
    fix: `the episode has ${length} frames`,
  });
}

function unknownName(kind: string, name: string, known: readonly { readonly name: string }[]): InspireError {
  return new InspireError({
    code: 'FEATURE_MISSING',
    message: `there is no ${kind} ${name}`,
    at: name,
    fix: `use one of: ${known.map((entry) => entry.name).join(', ')}`,
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
