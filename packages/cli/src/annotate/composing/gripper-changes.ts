import type { EpisodeSource } from '@inspire-vla/dataset';

/** Numbers of no more than this leave the gripper as it is, as where they were recorded with noise. */
const least = 0.1;

/**
 * A gripper's commands that are changes, +1 closes, −1 opens and 0 leaves it, as what they come to: 1 open, 0 closed.
 * Before the first change stands its opposite; without one the gripper is taken to be open.
 *
 * As openvla\@c8f03f48 prismatic/vla/datasets/rlds/utils/data_utils.py, `rel2abs_gripper_actions`.
 */
export function openingsOfChanges(changes: Float64Array): Float64Array {
  const first = changes.find((value) => Math.abs(value) > least) ?? 1;
  let opening = first > 0 ? 1 : 0;
  return changes.map((value) => {
    if (Math.abs(value) > least) opening = value > 0 ? 0 : 1;
    return opening;
  });
}

/**
 * Whether commands are changes: some are below zero, and most are 0, which a gripper that is told its place by −1 and 1
 * would take for half open.
 *
 * @param commands - gives those of an episode; read up to the first episode with a number below zero.
 */
export async function areChanges(
  { episodes }: Pick<EpisodeSource, 'episodes'>,
  commands: (episode: number) => Promise<Float64Array>,
): Promise<boolean> {
  let [zeros, count] = [0, 0];
  for (const index of episodes.keys()) {
    const values = await commands(index);
    zeros += values.filter((value) => Math.abs(value) <= least).length;
    count += values.length;
    if (values.some((value) => value < -least)) return zeros * 2 > count;
  }
  return false;
}
