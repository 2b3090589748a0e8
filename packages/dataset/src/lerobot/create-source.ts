import type { DepthCamera, EpisodeSource } from '../episode.js';
import { missingEpisode } from '../missing-episode.js';
import type { ParquetDatabase } from '../parquet.js';
import type { VideoDecoder } from '../video/video-decoder.js';
import { readFrameRecords, recordFeatures, recordsAhead } from './frame-records.js';
import { openEpisode, type StoredEpisode, type VideoStatistics } from './open-episode.js';
import type { OtherMetadata } from './other-metadata.js';
import { createParquetGuard } from './parquet-guard.js';
import { createReadAhead } from './read-ahead.js';
import type { Info, SourceDescription } from './read-info.js';

/** A LeRobot dataset that is read episode by episode. */
export interface LeRobotSource extends EpisodeSource {
  /** Entry i is task_index i. */
  readonly tasks: readonly string[];
}

/** What a version's folder has been found to hold. */
export interface OpenedDataset {
  readonly format: string;
  readonly directory: string;
  /** Files of `meta` that are read. */
  readonly metadataFiles: readonly string[];
  readonly others: OtherMetadata;
  readonly info: Info;
  readonly database: ParquetDatabase;
  readonly tasks: readonly string[];
  readonly episodes: readonly StoredEpisode[];
  readonly described: SourceDescription;
  readonly depthCameras: readonly DepthCamera[];
  /** Statistics of videos as the metadata keeps them; read when the first is asked for. */
  readonly videoStatistics: VideoStatistics;
  readonly decoder: VideoDecoder;
}

/** The source over an opened dataset; the same for all versions. */
export function createSource(opened: OpenedDataset): LeRobotSource {
  const { format, directory, info, database, tasks, episodes, described, depthCameras, others } = opened;
  const mixed = episodes.filter((episode) => episode.tasks.length > 1).length;
  const several =
    mixed === 0 ? [] : [`task_index: ${manyHave(mixed)} several tasks, that of the first frame is used`];
  const old = episodes.filter(({ isReworded }) => isReworded === true).length;
  const reworded =
    old === 0
      ? []
      : [
          `meta: ${old === 1 ? '1 episode names' : `${old} episodes name`} a task that the list of tasks lacks, that of their frames is taken`,
        ];
  const guard = createParquetGuard(database, info.total_frames);
  const readAhead = createReadAhead(database, episodes, described.features, guard);
  const declared = recordFeatures.filter(({ name }) => Object.hasOwn(info.features, name));
  // Begun here, so that it goes on while whoever opens the source prepares; who reads of the file is told.
  const [first] = episodes;
  const looked = first === undefined ? null : guard.check([first.file], first.file).catch(() => undefined);
  const context = { ...opened, readAhead, guard };
  let isOpen = true;
  return {
    format,
    fps: info.fps,
    robotType: info.robot_type ?? null,
    folder: directory,
    files: [
      ...new Set(episodes.flatMap(({ file, videos }) => [file, ...videosOf(videos)])),
      ...opened.metadataFiles,
      ...others.attachments.map(({ file }) => file),
    ],
    attachments: others.attachments,
    ...(described.tools === undefined ? {} : { tools: described.tools }),
    tasks,
    features: described.features,
    cameras: described.cameras,
    ...(depthCameras.length === 0 ? {} : { depthCameras }),
    episodes: episodes.map(({ summary }) => summary),
    omitted: [...described.omitted, ...several, ...reworded, ...others.omitted],
    willRead: (names, { isWithRecords = false } = {}) => readAhead.want(names, isWithRecords ? declared : []),
    async open(index) {
      const episode = episodes[index];
      if (episode === undefined) throw missingEpisode(directory, index, episodes.length);
      const frameRecords = async () => {
        const known = await recordsAhead(readAhead, index, tasks);
        if (known !== null) return known;
        await guard.check([episode.file], episode.file);
        return readFrameRecords(database, episode, tasks);
      };
      return { ...openEpisode(context, episode, index), frameRecords };
    },
    async close() {
      if (!isOpen) return;
      isOpen = false;
      await looked;
      await readAhead.settle();
      database.close();
    },
  };
}

function manyHave(episodes: number): string {
  return episodes === 1 ? '1 episode has' : `${episodes} episodes have`;
}

function videosOf(videos: StoredEpisode['videos']): readonly string[] {
  return [...videos.values()].map(({ file }) => file);
}
