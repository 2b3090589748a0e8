import type { Episode } from '@inspire-vla/dataset';
import { checkInstruction } from '../inspect/checks/check-language.js';
import { checkTimes } from '../inspect/checks/check-times.js';
import type { Problem } from './metadata.js';

/**
 * What the source says of an episode's frames, where it disagrees with itself: the output numbers and times them anew, so
 * that nobody could see it there.
 *
 * @param fps - frames per second of the source, and of the output.
 */
export async function frameProblems(episode: Episode, fps: number): Promise<readonly Problem[]> {
  const { id, instruction, otherTasks = [] } = episode;
  const records = await episode.frameRecords?.();
  if (records === undefined) return [];
  const start = 'the output does, and as pictures of a video are looked up by time, other ones are found';
  const rate = `the output has ${fps} frames per second and no gaps`;
  const times = checkTimes(episode, fps, records).map(({ code, at, message }) => ({
    at,
    message: `${message}; ${code === 'late-start' ? start : rate}`,
  }));
  // What the metadata tell of the whole source, or the lack of an instruction, is told once.
  const isTold = otherTasks.length > 0 || instruction.trim() === '';
  const tasks = isTold ? [] : checkInstruction(id, instruction, records.instructions);
  return [...times, ...tasks.map(({ at, message }) => ({ at, message }))];
}
