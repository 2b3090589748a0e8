import { basename } from 'node:path';
import { InspireError } from '@inspire-vla/adapter';
import type { Camera } from '../episode.js';
import { type Demonstration, describeCamera } from './demonstration.js';
import type { DescribedFeature, Description } from './description.js';
import { corrupt } from './errors.js';
import { alignedRows, allRows } from './frame-rows.js';
import type { Hdf5File } from './hdf5-file.js';

/**
 * Checks the demonstrations of a file that we wrote: every dataset that it describes is there in its shape.
 *
 * @throws InspireError `DATASET_CORRUPT` naming the dataset.
 */
export async function describeWritten(
  file: Hdf5File,
  demos: readonly string[],
  description: Description,
): Promise<readonly Demonstration[]> {
  if (demos.length !== description.episodes.length) {
    const expected = `${description.episodes.length} are described`;
    throw corrupt(file.path, 'data', `there are ${demos.length} demonstrations, ${expected}`);
  }
  const described: Demonstration[] = [];
  for (const [index, { length }] of description.episodes.entries()) {
    described.push(await describeOne(file, `demo_${index}`, description, length));
  }
  return described;
}

async function describeOne(
  file: Hdf5File,
  demo: string,
  description: Description,
  steps: number,
): Promise<Demonstration> {
  const group = `data/${demo}`;
  await file.preload(group);
  for (const feature of description.features) await checkFeature(file, group, feature, steps);
  const cameras: Camera[] = [];
  for (const { name, dataset } of description.cameras) {
    cameras.push(await describeCamera(file, name, `${group}/${dataset}`, steps));
  }
  const { instruction, objectsOfInterest } = description;
  const summary = { id: `${basename(file.path)}#${demo}`, instruction, length: steps, cameras };
  const rows = alignedRows(allRows(steps), steps);
  return {
    file: file.path,
    group,
    layout: 'described',
    rows,
    steps,
    objectsOfInterest,
    summary,
    absent: new Set(),
    description,
  };
}

async function checkFeature(
  file: Hdf5File,
  group: string,
  { datasets, shape }: DescribedFeature,
  steps: number,
): Promise<void> {
  let width = 0;
  for (const dataset of datasets) {
    const { shape: found } = await file.dataset(`${group}/${dataset}`);
    const [rows, ...axes] = found;
    if (rows !== steps) {
      const message = `the shape is [${found.join(', ')}], ${steps} rows are described`;
      throw corrupt(file.path, `${group}/${dataset}`, message);
    }
    width += axes.reduce((product, axis) => product * axis, 1);
  }
  const expected = shape.reduce((product, axis) => product * axis, 1);
  if (width === expected) return;
  const message = `the step has ${width} values, ${expected} are described`;
  throw corrupt(file.path, datasets.map((dataset) => `${group}/${dataset}`).join(' and '), message);
}

/**
 * The demonstrations of several files in the order in which they were written.
 *
 * Files of several recordings may be annotated for different numbers of objects: such columns are then left out, to be
 * made anew.
 *
 * @throws InspireError `DATASET_UNSUPPORTED` where the files are not of one dataset.
 */
export function orderWritten(demonstrations: readonly Demonstration[]): readonly Demonstration[] {
  const isAlike = new Set(demonstrations.map(commonOf)).size <= 1;
  const kept = isAlike ? demonstrations : demonstrations.map(withoutAnnotation);
  const [first] = kept;
  const other = kept.find((one) => commonOf(one) !== commonOf(first));
  if (first !== undefined && other !== undefined) throw differ(first.file, other.file);
  return [...kept].sort((one, two) => placeOf(one) - placeOf(two));
}

/** What `inspire annotate` adds begins so. */
const annotation = 'inspire.';

function withoutAnnotation(demonstration: Demonstration): Demonstration {
  const { description } = demonstration;
  if (description === null) return demonstration;
  const features = description.features.filter(({ name }) => !name.startsWith(annotation));
  return { ...demonstration, description: { ...description, features } };
}

/** What all files of a dataset have in common. */
function commonOf(demonstration: Demonstration | undefined): string {
  const { fps, robotType, features } = demonstration?.description ?? {};
  const described = features?.map(({ name, type, shape, names }) => [name, type, shape, names]);
  return JSON.stringify([fps, robotType, described]);
}

/** Place in the whole dataset. */
function placeOf({ group, description }: Demonstration): number {
  return description?.episodes[Number(/\d+$/.exec(group)?.[0] ?? 0)]?.index ?? 0;
}

function differ(one: string, other: string): InspireError {
  return new InspireError({
    code: 'DATASET_UNSUPPORTED',
    message: 'the files have other features, frames per second or robots',
    at: `${one} and ${other}`,
    fix: 'open the files of one dataset at a time',
  });
}
