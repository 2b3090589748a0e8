import type { Episode, Feature } from '@inspire-vla/dataset';
import { annotationFeatures } from '../annotate/annotation-columns.js';
import type { Problem } from '../annotate/metadata.js';

/** Looks for what would disturb training: empty episodes, values that are no numbers, missing instructions. */
export async function findProblems(
  episode: Episode,
  features: readonly Feature[],
): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  if (episode.length === 0) problems.push({ at: episode.id, message: 'the episode has no frames' });
  if (episode.instruction.trim() === '')
    problems.push({ at: episode.id, message: 'the episode has no instruction' });
  for (const { name, type } of features) {
    if (!type.startsWith('float') || name === annotationFeatures.relation) continue;
    const frame = firstNonFinite(await episode.column(name), episode.length);
    if (frame === null) continue;
    problems.push({ at: `${episode.id}, frame ${frame}, ${name}`, message: 'a value is NaN or infinite' });
  }
  return problems;
}

function firstNonFinite(column: ArrayLike<unknown>, length: number): number | null {
  for (let index = 0; index < column.length; index += 1) {
    if (!Number.isFinite(column[index])) return Math.floor((index * length) / column.length);
  }
  return null;
}
