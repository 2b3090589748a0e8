import { parquetRows } from '../duckdb/parquet-files.js';
import { identifier } from '../duckdb/quote.js';
import type { Camera } from '../episode.js';
import { corrupt } from '../lerobot/errors.js';
import { insideFolder } from '../lerobot/inside-folder.js';
import type { StoredEpisode } from '../lerobot/open-episode.js';
import type { Info } from '../lerobot/read-info.js';
import type { ParquetDatabase } from '../parquet.js';
import { paths, placeholders } from './layout.js';
import { listEpisodeFiles } from './list-episode-files.js';

/** Where an episode of a camera is. */
interface VideoPlace {
  readonly chunk: number;
  readonly file: number;
  /** Seconds into the file. */
  readonly from: number;
  readonly to: number;
}

/** Places by camera, one per episode. */
export type VideoPlaces = ReadonlyMap<string, readonly VideoPlace[]>;

const columnNames = ['chunk_index', 'file_index', 'from_timestamp', 'to_timestamp'] as const;

/**
 * Reads where the episodes of these cameras are in the videos.
 *
 * @throws InspireError `DATASET_MISSING` or `DATASET_CORRUPT`, naming the folder.
 */
export async function readVideoPlaces(
  database: ParquetDatabase,
  folder: string,
  cameras: readonly Camera[],
): Promise<VideoPlaces> {
  const rows = cameras.length === 0 ? '' : parquetRows(await listEpisodeFiles(folder));
  const places = new Map<string, readonly VideoPlace[]>();
  for (const { name } of cameras) {
    const columns = columnNames.map((column) => `CAST(${identifier(`videos/${name}/${column}`)} AS DOUBLE)`);
    const sql = `SELECT ${columns.join(', ')} FROM ${rows} ORDER BY "episode_index"`;
    const [chunks = [], files = [], from = [], to = []] = await database.query(sql, folder);
    places.set(
      name,
      chunks.map((chunk, row) => ({
        chunk: Number(chunk),
        file: Number(files[row]),
        from: Number(from[row]),
        to: Number(to[row]),
      })),
    );
  }
  return places;
}

/**
 * The videos of one episode.
 *
 * @throws InspireError `DATASET_CORRUPT` where a path leads out of the folder, or times are none.
 */
export function placeVideos(
  directory: string,
  { video_path, fps }: Info,
  places: VideoPlaces,
  row: number,
): StoredEpisode['videos'] {
  const placed = [...places].map(([camera, list]): [string, PlacedVideo] => {
    const place = list[row];
    if (place === undefined || !(place.from >= 0 && place.to > place.from)) {
      throw corrupt(directory, `the times of episode ${row} in the video of ${camera} are none`);
    }
    const { from, to } = place;
    const file = insideFolder(directory, video_path ?? paths.video, placeholders(place, camera));
    const isShared = (other: number) =>
      list[other]?.chunk === place.chunk && list[other]?.file === place.file;
    const isWhole = from < 0.5 / fps && !isShared(row - 1) && !isShared(row + 1);
    return [camera, { file, from, to, isWhole }];
  });
  return new Map(placed);
}

type PlacedVideo = StoredEpisode['videos'] extends ReadonlyMap<string, infer Video> ? Video : never;
