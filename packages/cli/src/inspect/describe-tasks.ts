import type { EpisodeSource } from '@inspire-vla/dataset';
import type { Metadata } from '../annotate/metadata.js';
import { createTaskObjects } from '../annotate/task-objects.js';

/** One task of a dataset. */
export interface TaskSummary {
  readonly instruction: string;
  readonly episodes: number;
  readonly frames: number;
  readonly objects: readonly {
    readonly phrase: string;
    readonly role: string;
    readonly body: string | null;
  }[];
}

/** The tasks of a source in order of their first episodes; objects as its annotation names them, else as they are found. */
export function describeTasks(
  { episodes }: Pick<EpisodeSource, 'episodes'>,
  metadata: Pick<Metadata, 'tasks'> | null,
): readonly TaskSummary[] {
  const find = createTaskObjects({});
  const known = new Map(metadata?.tasks.map(({ instruction, objects }) => [instruction, objects]));
  const counts = new Map<string, { episodes: number; frames: number }>();
  for (const { instruction, length } of episodes) {
    const before = counts.get(instruction) ?? { episodes: 0, frames: 0 };
    counts.set(instruction, { episodes: before.episodes + 1, frames: before.frames + length });
  }
  return [...counts].map(([instruction, count]) => {
    const objects = known.get(instruction) ?? find(instruction);
    return {
      instruction,
      ...count,
      objects: objects.map(({ phrase, role, body }) => ({ phrase, role, body })),
    };
  });
}
