import type { Camera, Column, Episode, Picture, Scene, SimulatorStates } from '../episode.js';
import { type Demonstration, rowWidth } from './demonstration.js';
import { readDescribed, readDescribedScene } from './described-episode.js';
import { corrupt } from './errors.js';
import { pickRows } from './frame-rows.js';
import type { Hdf5File } from './hdf5-file.js';
import { readKinematicScene } from './kinematic-scene.js';
import {
  cameraDatasets,
  infoFeature,
  type LiberoFeature,
  numberFeatures,
  originalFrameFeature,
} from './layout.js';
import { readScene } from './scene.js';
import { turnUpsideDown } from './turn.js';

/** Opens a demonstration for reading; the file must stay open meanwhile. */
export function openEpisode(
  file: Hdf5File,
  demonstration: Demonstration,
  positions: 'auto' | 'scene' | 'kinematics',
): Episode {
  const { group, layout, rows, summary, description } = demonstration;
  const infos = async () => {
    const texts = await file.readTexts(`${group}/object_infos`);
    return Array.from(rows.observation, (row) => texts[row] ?? '');
  };
  return {
    ...summary,
    async column(name) {
      if (description !== null) return readDescribed(file, demonstration, description, name);
      if (name === infoFeature.feature.name && layout === 'regenerated') return infos();
      if (name === originalFrameFeature.name && layout === 'original') return rows.action;
      const entry = numberFeatures.find(({ feature }) => feature.name === name);
      if (entry === undefined) throw corrupt(file.path, group, `there is no feature ${name}`);
      return readColumn(file, demonstration, entry);
    },
    async pictures(name, start, end) {
      const camera = summary.cameras.find((candidate) => candidate.name === name);
      if (camera === undefined) throw corrupt(file.path, group, `there is no camera ${name}`);
      return readPictures(file, demonstration, camera, start, end);
    },
    async scene(): Promise<Scene | null> {
      if (description !== null) return readDescribedScene(file, demonstration, description);
      if (layout === 'regenerated') return readScene(file.path, group, await infos(), rows.observation);
      if (layout === 'replayed' || positions === 'scene') return null;
      const scene = await readKinematicScene(file, demonstration);
      return scene === null ? null : { ...scene, objectsOfInterest: demonstration.objectsOfInterest };
    },
    simulatorStates: () => readStates(file, demonstration),
  };
}

async function readColumn(
  file: Hdf5File,
  { group, rows, steps }: Demonstration,
  { feature, datasets, moment }: LiberoFeature,
): Promise<Column> {
  const parts: (Float64Array | Uint8Array)[] = [];
  for (const name of datasets) {
    const values = await file.readNumbers(`${group}/${name}`, 0, steps);
    parts.push(pickRows(values, rows[moment], steps === 0 ? 1 : values.length / steps));
  }
  const [only = new Uint8Array()] = parts;
  if (feature.type === 'bool') return Uint8Array.from(only, (value) => (value === 0 ? 0 : 1));
  return parts.length === 1 ? Float32Array.from(only) : joinRows(parts, rows[moment].length);
}

/** The tables side by side [length × sum of widths]. */
function joinRows(parts: readonly (Float64Array | Uint8Array)[], length: number): Float32Array {
  const widths = parts.map((part) => (length === 0 ? 0 : part.length / length));
  const total = widths.reduce((sum, width) => sum + width, 0);
  const joined = new Float32Array(total * length);
  let offset = 0;
  parts.forEach((part, index) => {
    const width = widths[index] ?? 0;
    for (let row = 0; row < length; row += 1) {
      joined.set(part.subarray(row * width, (row + 1) * width), row * total + offset);
    }
    offset += width;
  });
  return joined;
}

/** The simulator's states, from before each frame's action; null in a file without any. */
async function readStates(
  file: Hdf5File,
  { group, steps, rows }: Demonstration,
): Promise<SimulatorStates | null> {
  const place = `${group}/states`;
  if (!(await file.has(place))) return null;
  const width = await rowWidth(file, place, steps);
  const values = Float64Array.from(await file.readNumbers(place, 0, steps));
  return { values: pickRows(values, rows.action, width), width };
}

async function readPictures(
  file: Hdf5File,
  { group, rows, description }: Demonstration,
  camera: Camera,
  start: number,
  end: number,
): Promise<readonly Picture[]> {
  const place = `${group}/${description?.cameras.find(({ name }) => name === camera.name)?.dataset ?? cameraDatasets[camera.name]}`;
  const wanted = rows.observation.subarray(start, end);
  const [first] = wanted;
  const last = wanted.at(-1);
  if (first === undefined || last === undefined) return [];
  const stored = await file.readByteRows(place, first, last + 1);
  const { width, height } = camera;
  return Array.from(wanted, (row, index) => {
    const bytes = stored[row - first] ?? new Uint8Array();
    // A row that stands for two frames is turned once, and copied.
    if (index > 0 && wanted[index - 1] === row)
      return { encoding: 'rgb', width, height, bytes: bytes.slice() };
    turnUpsideDown(bytes, camera);
    return { encoding: 'rgb', width, height, bytes };
  });
}
