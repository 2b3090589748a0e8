import { join } from 'node:path';
import type { Episode, EpisodeSource, EpisodeSummary, Feature } from '../episode.js';
import { missingEpisode } from '../missing-episode.js';
import { describeEpisodes, omittedOf } from './describe-episodes.js';
import { corrupt } from './errors.js';
import { type EpisodeFolder, episodeFolders } from './locate.js';
import { pictureFiles, readPictures } from './pictures.js';
import { type RecordedFrame, readFrames, width } from './read-frames.js';

/** The layout does not say how fast frames follow each other. */
const assumedFps = 10;

const names = ['x', 'y', 'z', 'rx', 'ry', 'rz', 'gripper'];

/**
 * Both in the robot's own units, as recorded: integers of a micrometre or so, absolute, in its base frame. 32-bit
 * floats, as policies take them, hold integers up to 16,777,216 exactly.
 */
const features: readonly Feature[] = ['state', 'actions'].map((name) => ({
  name,
  type: 'float32',
  shape: [width],
  names,
}));

/**
 * Opens recordings of the InSpire authors' real robot: a folder per episode with `anno/{i}.json` per frame and, where
 * they are there, `img/{i}.png` (Koorye/Inspire, DATASET.md, section Real-world).
 *
 * Numbers are handed on as recorded, without a change of unit.
 *
 * @param path - a folder of episodes, or one episode.
 * @throws InspireError `DATASET_CORRUPT` with file and place.
 *
 * @example
 * ```ts no-run
 * import { openRealJson } from '@inspire-vla/dataset';
 *
 * const source = await openRealJson('recordings');
 * for (const { id, instruction, length } of source.episodes) console.log(id, instruction, length);
 * await source.close();
 * ```
 */
export async function openRealJson(path: string): Promise<EpisodeSource> {
  const folders = await episodeFolders(path);
  if (folders.length === 0) throw corrupt(path, 'there is no episode in it');
  const recorded = await describeEpisodes(folders);
  const episodes = recorded.map(({ summary }) => summary);
  const numbers = folders.flatMap(({ folder, frames }) =>
    frames.map((frame) => join(folder, 'anno', `${frame}.json`)),
  );
  return {
    format: 'real-json',
    fps: assumedFps,
    robotType: null,
    folder: path,
    files: [...numbers, ...recorded.flatMap(({ pictures }) => pictures.files)],
    features,
    episodes,
    omitted: [...omittedOf(recorded), `frames per second: the format has none, ${assumedFps} are assumed`],
    async open(index) {
      const [folder, summary] = [folders[index], episodes[index]];
      if (folder === undefined || summary === undefined) throw missingEpisode(path, index, episodes.length);
      return openEpisode(folder, summary, await readFrames(folder));
    },
    close: async () => {},
  };
}

function openEpisode(
  folder: EpisodeFolder,
  summary: EpisodeSummary,
  frames: readonly RecordedFrame[],
): Episode {
  const other = frames.findIndex(({ task }) => task !== summary.instruction);
  if (other >= 0) {
    const file = join(folder.folder, 'anno', `${folder.frames[other]}.json`);
    throw corrupt(`${file}, task`, `the episode's task is "${summary.instruction}", here it is another`);
  }
  return {
    ...summary,
    async column(name) {
      if (name === 'state') return Float32Array.from(frames.flatMap(({ state }) => state));
      if (name === 'actions') return Float32Array.from(frames.flatMap(({ action }) => action));
      throw corrupt(folder.folder, `there is no feature ${name}`);
    },
    async pictures(name, start, end) {
      const camera = summary.cameras.find((candidate) => candidate.name === name);
      if (camera === undefined) throw corrupt(folder.folder, `there is no camera ${name}`);
      return readPictures(pictureFiles(folder).slice(start, end), camera);
    },
    scene: async () => null,
    frameRecords: async () => ({ numbers: folder.frames, seconds: null, instructions: null }),
  };
}
