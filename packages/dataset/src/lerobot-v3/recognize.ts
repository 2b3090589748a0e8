import { recognizeLeRobot } from '../lerobot/recognize.js';
import { codebaseVersion } from './layout.js';

/** Whether a folder's `meta/info.json` says that it is a LeRobot v3.0 dataset. */
export async function recognizeLeRobotV3(path: string): Promise<boolean> {
  return recognizeLeRobot(path, [codebaseVersion]);
}
