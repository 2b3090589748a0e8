import { basename } from 'node:path';
import type { Camera, Column, Episode, EpisodeSummary, Picture } from '../episode.js';
import { corrupt, type Hdf5File } from './hdf5-file.js';
import { instructionOf } from './instruction.js';
import { cameraDatasets, infoFeature, type LiberoFeature, numberFeatures } from './layout.js';
import { readScene } from './scene.js';

/** A demonstration of a file, checked: all its datasets are there and have one row per frame. */
export interface Demonstration {
  readonly file: string;
  readonly demo: string;
  readonly summary: EpisodeSummary;
}

/**
 * Checks the shapes of a demonstration without reading its values.
 *
 * @throws InspireError `DATASET_CORRUPT` naming the dataset that is missing or does not fit.
 */
export function describeDemonstration(file: Hdf5File, demo: string): Demonstration {
  const length = file.dataset(`data/${demo}/actions`).shape[0] ?? 0;
  for (const { feature, datasets } of [...numberFeatures, infoFeature]) {
    const widths = datasets.map((name) => rowWidth(file, `data/${demo}/${name}`, length));
    const width = widths.reduce((sum, value) => sum + value, 0);
    const expected = feature.shape[0] ?? 1;
    if (width !== expected) {
      const places = datasets.map((name) => `data/${demo}/${name}`).join(' and ');
      throw corrupt(file.path, places, `the step has ${width} numbers, ${expected} are expected`);
    }
  }
  const cameras = Object.entries(cameraDatasets).map(([name, dataset]) =>
    camera(file, demo, name, dataset, length),
  );
  return {
    file: file.path,
    demo,
    summary: { id: `${basename(file.path)}#${demo}`, instruction: instructionOf(file.path), length, cameras },
  };
}

function rowWidth(file: Hdf5File, place: string, length: number): number {
  const { shape } = file.dataset(place);
  const [rows, width = 1] = shape;
  if (rows === length && shape.length <= 2) return width;
  throw corrupt(file.path, place, `the shape is [${shape.join(', ')}], ${length} rows are expected`);
}

function camera(file: Hdf5File, demo: string, name: string, dataset: string, length: number): Camera {
  const place = `data/${demo}/${dataset}`;
  const { shape, elementSize } = file.dataset(place);
  const [rows, height = 0, width = 0, channels] = shape;
  if (rows !== length || channels !== 3 || shape.length !== 4 || elementSize !== 1) {
    const bytes = elementSize * 8;
    throw corrupt(
      file.path,
      place,
      `the shape is [${shape.join(', ')}] of ${bytes} bits, [${length}, height, width, 3] of 8 is expected`,
    );
  }
  return { name, width, height };
}

/** Opens a demonstration for reading; the file must stay open meanwhile. */
export function openDemonstration(file: Hdf5File, { demo, summary }: Demonstration): Episode {
  const { length } = summary;
  const features = new Map([...numberFeatures, infoFeature].map((entry) => [entry.feature.name, entry]));
  const infos = () => file.readTexts(`data/${demo}/object_infos`);
  return {
    ...summary,
    async column(name) {
      const entry = features.get(name);
      if (entry === undefined) throw corrupt(file.path, `data/${demo}`, `there is no feature ${name}`);
      return entry === infoFeature ? infos() : readColumn(file, demo, entry, length);
    },
    async pictures(name, start, end) {
      const size = summary.cameras.find((candidate) => candidate.name === name);
      const dataset = cameraDatasets[name];
      if (size === undefined || dataset === undefined)
        throw corrupt(file.path, `data/${demo}`, `there is no camera ${name}`);
      const place = `data/${demo}/${dataset}`;
      const pixels = file.readNumbers(place, start, end);
      if (!(pixels instanceof Uint8Array)) throw corrupt(file.path, place, 'the pictures are not of 8 bits');
      return uprightPictures(pixels, size, end - start);
    },
    scene: () => readScene(file.path, demo, infos()),
  };
}

function readColumn(
  file: Hdf5File,
  demo: string,
  { feature, datasets }: LiberoFeature,
  length: number,
): Column {
  const parts = datasets.map((name) => file.readNumbers(`data/${demo}/${name}`, 0, length));
  const [only] = parts;
  if (feature.type === 'bool') return Uint8Array.from(only ?? [], (value) => (value === 0 ? 0 : 1));
  if (parts.length === 1) return Float32Array.from(only ?? []);
  const rows = Array.from({ length }, (_, frame) =>
    parts.flatMap((part) => {
      const width = part.length / length;
      return [...part.subarray(frame * width, (frame + 1) * width)];
    }),
  );
  return Float32Array.from(rows.flat());
}

/** LIBERO stores what OpenGL renders: row 0 is the bottom of the picture. */
function uprightPictures(pixels: Uint8Array, { width, height }: Camera, count: number): readonly Picture[] {
  const stride = width * 3;
  return Array.from({ length: count }, (_, picture) => {
    const bytes = new Uint8Array(height * stride);
    for (let row = 0; row < height; row += 1) {
      const from = (picture * height + height - 1 - row) * stride;
      bytes.set(pixels.subarray(from, from + stride), row * stride);
    }
    return { encoding: 'rgb', width, height, bytes };
  });
}
