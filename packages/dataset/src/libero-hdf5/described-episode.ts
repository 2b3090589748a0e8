import type { Column, Scene } from '../episode.js';
import type { Demonstration } from './demonstration.js';
import { apartPlace, type DescribedFeature, type Description } from './description.js';
import { corrupt } from './errors.js';
import type { Hdf5File } from './hdf5-file.js';
import { readScene } from './scene.js';

/** Reads a feature of a file that says itself where its features are. */
export async function readDescribed(
  file: Hdf5File,
  { group, steps }: Demonstration,
  { features }: Description,
  name: string,
): Promise<Column> {
  const feature = features.find((candidate) => candidate.name === name);
  if (feature === undefined) throw corrupt(file.path, group, `there is no feature ${name}`);
  const places = feature.datasets.map((dataset) => `${group}/${dataset}`);
  const [place = ''] = places;
  const width = feature.shape.reduce((product, axis) => product * axis, 1);
  if (feature.type === 'int64') return file.readWideIntegers(place, 0, steps);
  if (feature.type === 'string') {
    const texts = await file.readTexts(place);
    if (texts.length === steps * width) return texts;
    throw corrupt(file.path, place, `there are ${texts.length} texts, ${steps * width} are described`);
  }
  const parts: (Float64Array | Uint8Array)[] = [];
  for (const part of places) parts.push(await file.readNumbers(part, 0, steps));
  return convert(feature, parts.length === 1 ? (parts[0] ?? new Uint8Array()) : joinRows(parts, steps));
}

function convert({ type }: DescribedFeature, values: Float64Array | Uint8Array): Column {
  if (type === 'float32') return Float32Array.from(values);
  if (type === 'float64') return Float64Array.from(values);
  if (type === 'int32') return Int32Array.from(values);
  return Uint8Array.from(values, (value) => (value === 0 ? 0 : 1));
}

/** The tables side by side [steps × sum of widths]. */
function joinRows(parts: readonly (Float64Array | Uint8Array)[], steps: number): Float64Array {
  const rows = Array.from({ length: steps }, (_, step) =>
    parts.flatMap((part) => {
      const width = part.length / steps;
      return [...part.subarray(step * width, (step + 1) * width)];
    }),
  );
  return Float64Array.from(rows.flat());
}

/** Where bodies are, as the file says that it has it. */
export async function readDescribedScene(
  file: Hdf5File,
  { group }: Demonstration,
  { episodes, objectsOfInterest }: Description,
): Promise<Scene | null> {
  const { infos } = episodes[Number(/\d+$/.exec(group)?.[0] ?? 0)] ?? { infos: 'none' };
  if (infos === 'none') return null;
  const texts = await file.readTexts(`${group}/${infos === 'apart' ? apartPlace : 'object_infos'}`);
  const scene = await readScene(file.path, group, texts);
  return objectsOfInterest.length === 0 ? scene : { ...scene, objectsOfInterest };
}
