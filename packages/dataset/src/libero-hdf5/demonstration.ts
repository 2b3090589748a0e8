import { basename } from 'node:path';
import type { Camera, EpisodeSummary } from '../episode.js';
import { absentFrom } from './absent.js';
import type { Description } from './description.js';
import { corrupt } from './errors.js';
import { alignedRows, allRows, type FrameRows, shiftedRows } from './frame-rows.js';
import type { Hdf5File } from './hdf5-file.js';
import { cameraDatasets, infoFeature, type Layout, numberFeatures } from './layout.js';
import { stepsWithoutNoOps } from './no-ops.js';

/** A demonstration of a file, checked: all its datasets are there and have one row per step. */
export interface Demonstration {
  readonly file: string;
  /** Path of its group, e.g. `data/demo_0`. */
  readonly group: string;
  readonly layout: Layout;
  readonly rows: FrameRows;
  /** Rows of every dataset; the episode has fewer frames where no-ops are dropped. */
  readonly steps: number;
  /** What the file's BDDL lists; empty without one. */
  readonly objectsOfInterest: readonly string[];
  readonly summary: EpisodeSummary;
  /** Features and cameras that the layout has, and the source has not. */
  readonly absent: ReadonlySet<string>;
  /** What the file says of itself, if we wrote it; else null. */
  readonly description: Description | null;
}

/** What of a file holds for all its demonstrations. */
export interface FileContext {
  readonly layout: Layout;
  readonly instruction: string;
  readonly objectsOfInterest: readonly string[];
  readonly dropsNoOps: boolean;
  /** See {@link Demonstration.absent}; undefined for the source's first, which tells. */
  readonly absent: ReadonlySet<string> | undefined;
}

/**
 * Checks the shapes of a demonstration without reading its values, except actions where no-ops are dropped.
 *
 * @throws InspireError `DATASET_CORRUPT` naming the dataset that is missing or does not fit.
 */
export async function describeDemonstration(
  file: Hdf5File,
  demo: string,
  context: FileContext,
): Promise<Demonstration> {
  const { layout, instruction, objectsOfInterest, dropsNoOps } = context;
  const group = `data/${demo}`;
  await file.preload(group);
  const absent = context.absent ?? (await absentFrom(file, group));
  const steps = (await file.dataset(`${group}/actions`)).shape[0] ?? 0;
  await checkWidths(file, group, { layout, absent }, steps);
  const cameras: Camera[] = [];
  for (const [name, dataset] of Object.entries(cameraDatasets)) {
    if (absent.has(name)) continue;
    cameras.push(await describeCamera(file, name, `${group}/${dataset}`, steps));
  }
  const rows = await frameRows(file, group, layout, steps, dropsNoOps);
  const id = `${basename(file.path)}#${demo}`;
  const summary = { id, instruction, length: rows.action.length, cameras };
  return {
    file: file.path,
    group,
    layout,
    rows,
    steps,
    objectsOfInterest,
    summary,
    absent,
    description: null,
  };
}

async function checkWidths(
  file: Hdf5File,
  group: string,
  { layout, absent }: Pick<Demonstration, 'layout' | 'absent'>,
  steps: number,
): Promise<void> {
  const features = layout === 'regenerated' ? [...numberFeatures, infoFeature] : numberFeatures;
  for (const { feature, datasets } of features) {
    if (absent.has(feature.name)) continue;
    let width = 0;
    for (const name of datasets) width += await rowWidth(file, `${group}/${name}`, steps);
    const expected = feature.shape[0] ?? 1;
    if (width !== expected) {
      const places = datasets.map((name) => `${group}/${name}`).join(' and ');
      throw corrupt(file.path, places, `the step has ${width} numbers, ${expected} are expected`);
    }
  }
}

/** Numbers per row of a table that must have one row per step. */
export async function rowWidth(file: Hdf5File, place: string, steps: number): Promise<number> {
  const { shape } = await file.dataset(place);
  const [rows, width = 1] = shape;
  if (rows === steps && shape.length <= 2) return width;
  throw corrupt(file.path, place, `the shape is [${shape.join(', ')}], ${steps} rows are expected`);
}

async function frameRows(
  file: Hdf5File,
  group: string,
  layout: Layout,
  steps: number,
  dropsNoOps: boolean,
): Promise<FrameRows> {
  const actions = dropsNoOps ? await file.readNumbers(`${group}/actions`, 0, steps) : null;
  const kept = actions === null ? allRows(steps) : stepsWithoutNoOps(actions);
  return layout === 'original' ? shiftedRows(kept, steps) : alignedRows(kept, steps);
}

/** Size of a camera's pictures. */
export async function describeCamera(
  file: Hdf5File,
  name: string,
  place: string,
  steps: number,
): Promise<Camera> {
  const { shape, elementSize } = await file.dataset(place);
  const [rows, height = 0, width = 0, channels] = shape;
  if (rows !== steps || channels !== 3 || shape.length !== 4 || elementSize !== 1) {
    const found = `the shape is [${shape.join(', ')}] of ${elementSize * 8} bits`;
    throw corrupt(file.path, place, `${found}, [${steps}, height, width, 3] of 8 is expected`);
  }
  return { name, width, height };
}
