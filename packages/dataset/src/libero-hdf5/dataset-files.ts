import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Column } from '../episode.js';
import { outputError } from '../output-error.js';
import { checkEpisode } from '../writing/check-episode.js';
import type { EpisodeInput, WriterOptions } from '../writing/dataset-writer.js';
import { createPictureCodec, type PictureCodec } from '../writing/picture-codec.js';
import type { DatasetFiles } from '../writing/serial-writer.js';
import { apartPlace, type Description, descriptionPlace } from './description.js';
import { assembleFile } from './hdf5-assembly.js';
import { infoTexts } from './info-texts.js';
import { addFeature, addNumbers, addTexts } from './part-columns.js';
import {
  beginPart,
  besidePlace,
  episodeOf,
  type Part,
  type PartWriter,
  partData,
  partFiles,
  readPart,
  readPartTexts,
} from './part-file.js';
import { cameraBytes } from './part-pictures.js';
import { taskFiles } from './task-files.js';
import { placeAll, type WrittenPlaces } from './written-places.js';

/** Where episodes stand until their files are put together. */
const partsFolder = '.parts';

/** Bytes of a dataset that are stored as they are, one after another, as LIBERO does; more go into chunks. */
const largestWhole = 128 * 2 ** 20;

/** Begins the files of a dataset. */
export async function createDatasetFiles(options: WriterOptions): Promise<DatasetFiles<Part, null>> {
  const { directory, features, cameras } = options;
  const places = placeAll(features, cameras);
  const codec = createPictureCodec();
  const folder = join(directory, partsFolder);
  return {
    async prepare(episode, { episode: index }) {
      const columns = checkEpisode(episode, index, features);
      const part = await beginPart(folder, index).catch((cause: unknown) => {
        throw outputError(cause, directory);
      });
      try {
        return await fillPart(part, { places, codec, columns, episode, index });
      } catch (error) {
        await part.discard();
        throw outputError(error, directory);
      }
    },
    async append(_part, { episode }) {
      const files = partFiles(folder, episode);
      return { record: null, checkpoint: { episodes: episode + 1, files } };
    },
    // All that is known of an episode stands in its part.
    restore: async () => {},
    async finish(totals, tasks) {
      const files = taskFiles(tasks);
      const parts = await partsByTask(folder, totals.episodes);
      for (const [instruction, indices] of parts) {
        const path = join(directory, files.get(instruction) ?? '');
        await writeTask(path, folder, { options, places, instruction, indices });
      }
      await rm(folder, { recursive: true, force: true });
      return totals;
    },
    close: async () => {},
  };
}

interface Filling {
  readonly places: WrittenPlaces;
  readonly codec: PictureCodec;
  readonly columns: ReadonlyMap<string, Column>;
  readonly episode: EpisodeInput;
  readonly index: number;
}

async function fillPart(part: PartWriter, filling: Filling): Promise<Part> {
  const { places, codec, columns, episode, index } = filling;
  const { instruction, length } = episode;
  for (const feature of places.features) {
    await addFeature(part, feature, columns.get(feature.name) ?? [], { index, length });
  }
  await addEnd(part, places, length);
  const states = isTaken(places, 'states') ? null : await episode.simulatorStates?.();
  if (states) await addNumbers(part, 'states', 'f8', [length, states.width], states.values);
  const { infos, objectsOfInterest } = await addInfos(part, filling);
  for (const placed of places.cameras) {
    const { width, height } = placed.camera;
    await part.add(
      placed.dataset,
      'u1',
      [length, height, width, 3],
      cameraBytes(episode, index, placed, codec),
    );
  }
  return part.finish({ instruction, length, infos, objectsOfInterest });
}

/** LIBERO's tools need rewards and ends: without those of the source, a demonstration is done at its last step. */
async function addEnd(part: PartWriter, places: WrittenPlaces, length: number): Promise<void> {
  const last = Uint8Array.from({ length }, (_, step) => Number(step === length - 1));
  for (const place of ['rewards', 'dones']) {
    if (!isTaken(places, place)) await addNumbers(part, place, 'u1', [length], last);
  }
}

function isTaken({ features }: WrittenPlaces, place: string): boolean {
  return features.some(({ datasets }) => datasets.includes(place));
}

/** Adds where bodies are: beside the file where the source names its infos, else in the file itself. */
async function addInfos(
  part: PartWriter,
  { places, columns, episode }: Filling,
): Promise<Pick<Part, 'infos' | 'objectsOfInterest'>> {
  const scene = (await episode.scene?.()) ?? null;
  if (scene === null) return { infos: 'none', objectsOfInterest: [] };
  const { objectsOfInterest = [] } = scene;
  const feature = places.features.find(({ datasets }) => datasets.includes('object_infos'));
  const names = feature === undefined ? [] : (columns.get(feature.name) as readonly string[]);
  if (names.length > 0 && names.every((name) => name.startsWith('{')))
    return { infos: 'inline', objectsOfInterest };
  const texts = infoTexts(scene, episode.length);
  if (feature === undefined) {
    await addTexts(part, 'object_infos', [episode.length], texts);
    return { infos: 'inline', objectsOfInterest };
  }
  const isBeside = areFileNames(names);
  await addTexts(part, isBeside ? besidePlace : apartPlace, [episode.length], texts);
  return { infos: isBeside ? 'files' : 'apart', objectsOfInterest };
}

/** Whether texts can name a file each. */
function areFileNames(names: readonly string[]): boolean {
  return names.every((name) => /^[\w-]+$/.test(name)) && new Set(names).size === names.length;
}

/** Indices of the episodes of each task, in the order in which tasks first come. */
async function partsByTask(
  folder: string,
  episodes: number,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const tasks = new Map<string, number[]>();
  for (let index = 0; index < episodes; index += 1) {
    const { instruction } = await readPart(folder, index);
    const indices = tasks.get(instruction);
    if (indices === undefined) tasks.set(instruction, [index]);
    else indices.push(index);
  }
  return tasks;
}

interface Task {
  readonly options: WriterOptions;
  readonly places: WrittenPlaces;
  readonly instruction: string;
  readonly indices: readonly number[];
}

/** Writes the file of a task, and the infos beside it, and gives up the data of its parts. */
async function writeTask(path: string, folder: string, task: Task): Promise<void> {
  const { options, places, instruction, indices } = task;
  const parts: Part[] = [];
  for (const index of indices) parts.push(await readPart(folder, index));
  const description: Description = {
    version: 1,
    instruction,
    fps: options.fps,
    robotType: options.robotType,
    features: [...places.features],
    cameras: places.cameras.map(({ camera, dataset }) => ({ name: camera.name, dataset })),
    objectsOfInterest: [...(parts[0]?.objectsOfInterest ?? [])],
    episodes: parts.map((part, place) => episodeOf(part, indices[place] ?? 0)),
  };
  await assembleFile({
    path,
    texts: {
      macros_image_convention: 'opengl',
      problem_info: JSON.stringify({ language_instruction: instruction }),
    },
    counts: { num_demos: parts.length, total: parts.reduce((sum, { length }) => sum + length, 0) },
    description: { place: descriptionPlace, text: JSON.stringify(description) },
    demonstrations: parts.map(({ length, datasets }, place) => ({
      file: partData(folder, indices[place] ?? 0),
      length,
      datasets: datasets.filter((dataset) => dataset.place !== besidePlace),
    })),
    largestWhole,
  });
  for (const [place, part] of parts.entries()) {
    await writeInfoFiles(options.directory, folder, indices[place] ?? 0, part);
    await rm(partData(folder, indices[place] ?? 0));
  }
}

/** The files that the `object_infos` of a part name. */
async function writeInfoFiles(directory: string, parts: string, index: number, part: Part): Promise<void> {
  const texts = await readPartTexts(parts, index, part, besidePlace);
  if (texts.length === 0) return;
  const names = await readPartTexts(parts, index, part, 'object_infos');
  const folder = join(directory, 'object_infos');
  await mkdir(folder, { recursive: true });
  for (const [frame, name] of names.entries()) {
    await writeFile(join(folder, `${name}.json`), texts[frame] ?? '');
  }
}
