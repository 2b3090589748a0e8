import type { Camera, Column, Feature, VideoStretch } from '../episode.js';
import { checkEpisode } from '../writing/check-episode.js';

import type { EpisodeInput, WriterOptions } from '../writing/dataset-writer.js';
import type { EpisodePlace } from '../writing/episode-place.js';
import { invalidEpisode } from '../writing/invalid-episode.js';
import { createPictureCodec, type PictureCodec } from '../writing/picture-codec.js';
import type { Prepare } from '../writing/serial-writer.js';
import { automaticColumns } from './automatic-columns.js';
import { createColumnCounter } from './column-statistics.js';
import { encodeCamera, observeCamera } from './encode-camera.js';
import { createEpisodeCounter, type EpisodeCounter } from './episode-counter.js';
import { checkVideo, videoStatistics } from './prepare-video.js';
import type { StatisticName } from './shaped-statistics.js';
import type { FeatureStatistics } from './statistics.js';
import { sizeOf } from './values.js';

/** An episode that has passed all checks: nothing of it is in the dataset yet. */
export interface PreparedEpisode extends EpisodePlace {
  readonly instruction: string;
  /** In the declared order, LeRobot's own last. */
  readonly columns: ReadonlyMap<string, Column>;
  /** Picture files of each camera. */
  readonly pictures: ReadonlyMap<string, readonly Uint8Array[]>;
  /** Of each camera that is declared as video. */
  readonly videos: ReadonlyMap<string, VideoStretch>;
  /** Of all but texts. */
  readonly statistics: ReadonlyMap<string, FeatureStatistics>;
  /** Bytes that it takes before compression, videos not among them. */
  readonly bytes: number;
}

/** What a dataset declares, and how its pictures are encoded. */
export interface Preparation {
  readonly fps: number;
  readonly features: readonly Feature[];
  readonly cameras: readonly Camera[];
  readonly depthCameras: readonly Camera[];
  readonly codec: PictureCodec;
  readonly count: EpisodeCounter;
  /** Statistics that the format keeps: what a source's videos must come with to be taken as they are. */
  readonly statisticNames: readonly StatisticName[];
}

/** Makes what {@link prepareEpisode} needs, once for all episodes. */
export function createPreparation(
  { fps, features, cameras, depthCameras = [] }: WriterOptions,
  names: readonly StatisticName[],
): Prepare<PreparedEpisode> {
  const preparation = {
    fps,
    features,
    cameras,
    depthCameras,
    codec: createPictureCodec(),
    count: createEpisodeCounter(createColumnCounter()),
    statisticNames: names,
  };
  return (episode, place) => prepareEpisode(preparation, episode, place);
}

/**
 * Checks, encodes and counts an episode.
 *
 * @throws InspireError `EPISODE_INVALID`, naming the episode and the feature or camera.
 */
export async function prepareEpisode(
  preparation: Preparation,
  episode: EpisodeInput,
  place: EpisodePlace,
): Promise<PreparedEpisode> {
  const { fps, features, cameras, count } = preparation;
  const given = checkEpisode(episode, place.episode, features);
  const columns = new Map([...given, ...automaticColumns(fps, place)]);
  const parts = await Promise.allSettled(
    cameras.map((camera) => prepareCamera(preparation, episode, place.episode, camera)),
  );
  // All cameras at once, so that no processor waits for one's last picture; the first camera's failure is told.
  const encoded = parts.map((part, index) => {
    if (part.status === 'rejected') throw part.reason;
    return { name: cameras[index]?.name ?? '', ...part.value };
  });
  const depths = await prepareDepths(preparation, episode, place.episode);
  const statistics = new Map([...encoded, ...depths].map((camera) => [camera.name, camera.statistics]));
  for (const [name, column] of columns) {
    if (ArrayBuffer.isView(column)) statistics.set(name, count(name, column, place.length));
  }
  const pictures = new Map(
    encoded.flatMap((camera) => ('files' in camera ? [[camera.name, camera.files]] : [])),
  );
  const videos = new Map(
    [...encoded, ...depths].flatMap((camera) => ('video' in camera ? [[camera.name, camera.video]] : [])),
  );
  const sizes = [
    ...[...pictures.values()].flat().map((file) => file.length),
    ...[...columns.values()].map(sizeOf),
  ];
  const bytes = sizes.reduce((sum, part) => sum + part, 0);
  return { ...place, instruction: episode.instruction, columns, pictures, videos, statistics, bytes };
}

/** The videos of depth, which are taken as they are: nothing here reads them, so the source must know their statistics. */
async function prepareDepths(
  { fps, depthCameras, statisticNames }: Preparation,
  episode: EpisodeInput,
  index: number,
) {
  const prepared: { name: string; video: VideoStretch; statistics: FeatureStatistics }[] = [];
  for (const { name } of depthCameras) {
    const video = await checkVideo(episode, index, name, fps);
    const statistics = videoStatistics(video, statisticNames, 1);
    if (statistics === null) throw invalidEpisode(index, name, withoutStatistics);
    prepared.push({ name, video, statistics });
  }
  return prepared;
}

const withoutStatistics = 'the source has no statistics of its depth, which is not decoded here';

/** The picture files of a camera, or the video that holds them. */
async function prepareCamera(
  { fps, codec, statisticNames }: Preparation,
  episode: EpisodeInput,
  index: number,
  camera: Camera,
) {
  if (camera.video === undefined) return encodeCamera(episode, index, camera, codec);
  const video = await checkVideo(episode, index, camera.name, fps);
  // The pictures are decoded only where their statistics are not known.
  const known = videoStatistics(video, statisticNames);
  return { video, statistics: known ?? (await observeCamera(episode, index, camera, codec)) };
}
