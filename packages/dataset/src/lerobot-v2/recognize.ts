import { recognizeLeRobot } from '../lerobot/recognize.js';
import { readableVersions } from './layout.js';

/** Whether a folder's `meta/info.json` says that it is a LeRobot v2.1 dataset, or one of v2.0. */
export async function recognizeLeRobotV2(path: string): Promise<boolean> {
  return recognizeLeRobot(path, readableVersions);
}
