import { InspireError } from '@inspire-vla/adapter';
import type { EpisodeSource } from '../episode.js';
import { type Demonstration, describeDemonstration, openDemonstration } from './demonstration.js';
import { corrupt, type Hdf5File, openHdf5 } from './hdf5-file.js';
import { infoFeature, numberFeatures, omitted } from './layout.js';
import { hdf5Files } from './recognize.js';

/** Control frequency of LIBERO's environments, Hz. */
const framesPerSecond = 20;

/**
 * Opens LIBERO demonstrations in the layout that the InSpire authors regenerate: no-ops dropped, observations before
 * actions, and object infos for every step.
 *
 * @param path - one HDF5 file, or a folder of them.
 * @throws InspireError `DATASET_MISSING`, `DATASET_CORRUPT`, or `DATASET_UNSUPPORTED` for the original layout.
 */
export async function openLiberoHdf5(path: string): Promise<EpisodeSource> {
  const files = await hdf5Files(path);
  const demonstrations: Demonstration[] = [];
  for (const file of files) demonstrations.push(...(await describeFile(file)));
  // Episodes are read one after another, so one open file is enough however many there are.
  let current: Hdf5File | null = null;
  const close = () => {
    current?.close();
    current = null;
  };
  return {
    format: 'libero-hdf5',
    fps: framesPerSecond,
    robotType: 'panda',
    files,
    features: [...numberFeatures, infoFeature].map(({ feature }) => feature),
    episodes: demonstrations.map(({ summary }) => summary),
    omitted,
    async open(index) {
      const demonstration = demonstrations[index];
      if (demonstration === undefined) throw missingEpisode(path, index, demonstrations.length);
      if (current?.path !== demonstration.file) {
        close();
        current = await openHdf5(demonstration.file);
      }
      return openDemonstration(current, demonstration);
    },
    close: async () => close(),
  };
}

async function describeFile(path: string): Promise<readonly Demonstration[]> {
  const file = await openHdf5(path);
  try {
    const demos = file.keys('data');
    if (demos === null) throw corrupt(path, 'data', 'the group of demonstrations is missing');
    return [...demos].sort(byNumber).map((demo) => {
      if (!file.has(`data/${demo}/object_infos`)) throw originalLayout(path, demo);
      return describeDemonstration(file, demo);
    });
  } finally {
    file.close();
  }
}

/** `demo_2` before `demo_10`. */
function byNumber(one: string, other: string): number {
  return Number(/\d+$/.exec(one)?.[0] ?? 0) - Number(/\d+$/.exec(other)?.[0] ?? 0);
}

function originalLayout(path: string, demo: string): InspireError {
  return new InspireError({
    code: 'DATASET_UNSUPPORTED',
    message:
      'the demonstration has no object infos, as in the original LIBERO layout, which cannot be read yet',
    at: `${path}, data/${demo}/object_infos`,
    fix: 'give the regenerated layout, with the folder object_infos beside the file',
  });
}

function missingEpisode(path: string, index: number, count: number): InspireError {
  return new InspireError({
    code: 'EPISODE_MISSING',
    message: `there is no episode ${index}`,
    at: path,
    fix: `the source has ${count} episodes`,
  });
}
