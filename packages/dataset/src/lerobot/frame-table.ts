import type { DuckDBValue } from '@duckdb/node-api';
import type { Camera, Feature } from '../episode.js';
import type { ParquetDatabase } from '../parquet.js';
import { automaticFeatures, describeFeatures, huggingFaceMetadata } from './features.js';
import type { PreparedEpisode } from './prepare-episode.js';
import { columnType, rowValues } from './values.js';

/** Frames that are gathered in DuckDB until they are written as one data file. */
export interface FrameTable {
  append(episode: PreparedEpisode): void;
  /**
   * Empties the table for the next file, and writes what was in it, with its folder; further frames can be appended
   * meanwhile.
   */
  take(file: string): Promise<void>;
}

/** Begins the frames of a dataset: pictures as files, then its features, then LeRobot's own columns. */
export async function createFrameTable(
  database: ParquetDatabase,
  cameras: readonly Camera[],
  features: readonly Feature[],
): Promise<FrameTable> {
  const duckdb = await import('@duckdb/node-api');
  const stored = [...features, ...automaticFeatures];
  const pictured = cameras.filter(({ video }) => video === undefined);
  const picture = duckdb.STRUCT({ bytes: duckdb.BLOB, path: duckdb.VARCHAR });
  const table = await database.createTable([
    ...pictured.map(({ name }) => ({ name, type: picture })),
    ...stored.map((feature) => ({ name: feature.name, type: columnType(duckdb, feature) })),
  ]);
  const footer = { huggingface: huggingFaceMetadata(describeFeatures(cameras, features)) };
  const pictureValue = (file: Uint8Array): DuckDBValue =>
    duckdb.structValue({ bytes: duckdb.blobValue(file), path: null });
  return {
    append({ length, pictures, columns }) {
      const values = [
        ...pictured.map(({ name }) => (pictures.get(name) ?? []).map(pictureValue)),
        ...stored.map((feature) => rowValues(duckdb, feature, columns.get(feature.name) ?? [])),
      ];
      table.append(values, length);
    },
    take: (file) => table.take().writeTo(file, footer),
  };
}
