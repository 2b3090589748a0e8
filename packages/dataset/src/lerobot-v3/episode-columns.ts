import type { DuckDBType } from '@duckdb/node-api';
import type { RowValues } from '../duckdb/row-blocks.js';
import type { DescribedFeatures, InfoFeature } from '../lerobot/features.js';
import { type PackedStatistics, packedColumn } from '../lerobot/packed-statistics.js';
import { statisticNames, statisticShape } from '../lerobot/shaped-statistics.js';
import { statisticType } from '../lerobot/values.js';
import type { FilePlace } from './layout.js';
import type { PlacedVideo } from './video-files.js';

/** What the metadata keeps of an episode. */
export interface EpisodeRow {
  readonly index: number;
  readonly instruction: string;
  readonly length: number;
  /** Its first row in the whole dataset. */
  readonly from: number;
  /** The data file that holds it. */
  readonly data: FilePlace;
  /** Of each camera that is stored as video. */
  readonly videos: ReadonlyMap<string, PlacedVideo>;
  readonly statistics: PackedStatistics;
}

/** A column of the episodes file. The slashes are part of the names. */
export interface EpisodeColumn {
  readonly name: string;
  readonly type: DuckDBType;
  values(episodes: readonly EpisodeRow[], place: FilePlace): RowValues;
}

type DuckDB = typeof import('@duckdb/node-api');

/** Columns of the episodes file of a dataset with these features, cameras among them. */
export function episodeColumns(duckdb: DuckDB, features: DescribedFeatures): readonly EpisodeColumn[] {
  const described = Object.entries(features);
  const counted = described.filter(([, { dtype }]) => dtype !== 'string' && dtype !== 'language');
  return [
    ...placeColumns(duckdb),
    ...described.flatMap(([name, { dtype }]) => (dtype === 'video' ? videoColumns(duckdb, name) : [])),
    ...counted.flatMap((entry) => statisticColumns(duckdb, ...entry)),
  ];
}

function placeColumns(duckdb: DuckDB): readonly EpisodeColumn[] {
  const integer = (
    name: string,
    value: (episode: EpisodeRow, place: FilePlace) => number,
  ): EpisodeColumn => ({
    name,
    type: duckdb.BIGINT,
    values: (episodes, place) => BigInt64Array.from(episodes, (episode) => BigInt(value(episode, place))),
  });
  return [
    integer('episode_index', ({ index }) => index),
    {
      name: 'tasks',
      type: duckdb.LIST(duckdb.VARCHAR),
      values: (episodes) => episodes.map(({ instruction }) => duckdb.listValue([instruction])),
    },
    integer('length', ({ length }) => length),
    integer('data/chunk_index', ({ data }) => data.chunk),
    integer('data/file_index', ({ data }) => data.file),
    integer('dataset_from_index', ({ from }) => from),
    integer('dataset_to_index', ({ from, length }) => from + length),
    integer('meta/episodes/chunk_index', (_, place) => place.chunk),
    integer('meta/episodes/file_index', (_, place) => place.file),
  ];
}

function videoColumns(duckdb: DuckDB, camera: string): readonly EpisodeColumn[] {
  const place = (key: keyof FilePlace): EpisodeColumn => ({
    name: `videos/${camera}/${key}_index`,
    type: duckdb.BIGINT,
    values: (episodes) =>
      BigInt64Array.from(episodes, ({ videos }) => BigInt(videos.get(camera)?.place[key] ?? 0)),
  });
  const time = (key: 'from' | 'to'): EpisodeColumn => ({
    name: `videos/${camera}/${key}_timestamp`,
    type: duckdb.DOUBLE,
    values: (episodes) => Float64Array.from(episodes, ({ videos }) => videos.get(camera)?.[key] ?? 0),
  });
  return [place('chunk'), place('file'), time('from'), time('to')];
}

function statisticColumns(duckdb: DuckDB, feature: string, described: InfoFeature): readonly EpisodeColumn[] {
  const shape = statisticShape(described);
  return statisticNames.map((key) => ({
    name: `stats/${feature}/${key}`,
    type: statisticType(duckdb, key, shape),
    values(episodes) {
      const packed = episodes.map(({ statistics }) => statistics);
      const values = packedColumn(packed, feature, key);
      return key === 'count' ? BigInt64Array.from(values, BigInt) : values;
    },
  }));
}
