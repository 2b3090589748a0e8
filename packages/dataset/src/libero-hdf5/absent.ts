import type { Hdf5File } from './hdf5-file.js';
import { cameraDatasets, numberFeatures } from './layout.js';

/** Features that nothing here needs, and that some recorders leave out; all others are what a demonstration is. */
const optional = new Set(['joint_state', 'robot_state', 'next.reward', 'next.done']);

/** Features and cameras by the HDF5 datasets that a demonstration may lack. */
const datasets: ReadonlyMap<string, readonly string[]> = new Map([
  ...numberFeatures
    .filter(({ feature }) => optional.has(feature.name))
    .map(({ feature, datasets }) => [feature.name, datasets] as const),
  ...Object.entries(cameraDatasets).map(([name, dataset]) => [name, [dataset]] as const),
]);

/** What a demonstration lacks of what it may lack: the first one of a source tells for all. */
export async function absentFrom(file: Hdf5File, group: string): Promise<ReadonlySet<string>> {
  const absent = new Set<string>();
  for (const [name, places] of datasets) {
    for (const place of places) if (!(await file.has(`${group}/${place}`))) absent.add(name);
  }
  return absent;
}

/** The same as {@link EpisodeSource.omitted}. */
export function describeAbsent(absent: ReadonlySet<string>): readonly string[] {
  return [...absent].map(
    (name) => `${name}: the first demonstration has no ${datasets.get(name)?.join(', ')}`,
  );
}
