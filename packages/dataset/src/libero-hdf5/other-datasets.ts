import { unsupported } from './errors.js';
import type { Hdf5File } from './hdf5-file.js';
import { cameraDatasets, infoFeature, numberFeatures } from './layout.js';

/** What LIBERO's layouts have: what is read, what is told of apart, and what the state holds as well. */
const known = new Set([
  ...[...numberFeatures, infoFeature].flatMap(({ datasets }) => datasets),
  ...Object.values(cameraDatasets),
  ...['states', 'obs', 'obs/ee_pos', 'obs/ee_ori'],
]);

/** What else a demonstration has, such as pictures of depth or of segments, as {@link EpisodeSource.omitted}. */
export async function otherDatasets(file: Hdf5File, group: string): Promise<readonly string[]> {
  const own = (await file.keys(group)) ?? [];
  const observed = (await file.keys(`${group}/obs`)) ?? [];
  return [...own, ...observed.map((name) => `obs/${name}`)]
    .filter((name) => !known.has(name))
    .map((name) => `${name}: no dataset of LIBERO's own, which alone are read`);
}

/**
 * Names of a file's demonstrations.
 *
 * @throws InspireError `DATASET_UNSUPPORTED` for a file that has none, such as those of ALOHA.
 */
export async function demonstrationsOf(file: Hdf5File): Promise<readonly string[]> {
  const demos = await file.keys('data');
  if (demos !== null) return demos;
  const names = (await file.keys('/')) ?? [];
  const found = names.length === 0 ? 'nothing' : names.slice(0, mostNames).join(', ');
  const message = `there is no group data of demonstrations, as LIBERO has it; the file holds ${found}`;
  const fix =
    "convert it to LeRobot or RLDS, as openpi's examples do with ALOHA's files, or write it in LIBERO's layout";
  throw unsupported(file.path, 'data', message, fix);
}

/** Names that a message lists. */
const mostNames = 5;

/**
 * Files that robomimic or MimicGen wrote have other names for what is observed.
 *
 * @throws InspireError `DATASET_UNSUPPORTED`.
 */
export async function refuseRobosuite(file: Hdf5File, [first]: readonly string[]): Promise<void> {
  const group = `data/${first}/obs`;
  if (first === undefined || (await file.has(`${group}/ee_states`))) return;
  if (!(await file.has(`${group}/robot0_eef_pos`))) return;
  const message = "the observations have robosuite's names (robot0_eef_pos, agentview_image), not LIBERO's";
  const fix =
    'write them under the names of LIBERO (obs/ee_states: position and axis-angle, obs/gripper_states, ' +
    'obs/joint_states, obs/agentview_rgb, obs/eye_in_hand_rgb), or convert the file to LeRobot or RLDS';
  throw unsupported(file.path, group, message, fix);
}
