import type { EpisodeAnnotation } from './annotate-episode.js';
import { type CodeCounts, countCodes, sumCodes } from './count-labels.js';
import type { Problem } from './metadata.js';

/** What is kept of an episode's annotation once it is written: nothing that grows with its frames. */
export interface EpisodeNote {
  /** In the task's order of objects. */
  readonly objects: readonly ObjectNote[];
  readonly positions: EpisodeAnnotation['positions'];
  readonly problems: readonly Problem[];
}

interface ObjectNote {
  readonly body: string | null;
  /** Metres. */
  readonly offset: readonly [x: number, y: number, z: number];
  readonly counts: CodeCounts;
}

/** Labels of one object over all episodes of its task. */
export interface ObjectTally {
  /** All that it was linked to; null where it was not. */
  readonly bodies: ReadonlySet<string | null>;
  /** Of the first episode, metres. */
  readonly offset: readonly [x: number, y: number, z: number];
  readonly counts: CodeCounts;
}

/** Notes of all episodes so far. */
export interface Tally {
  /** Takes the next episode, whose instruction decides the task. */
  add(instruction: string, note: EpisodeNote): void;
  /** In the task's order of objects; empty for a task without episodes. */
  objectsOf(instruction: string): readonly ObjectTally[];
  /** Bodies and origin of the positions, per episode. */
  episodes(): readonly Pick<EpisodeLine, 'bodies' | 'positions'>[];
  /** Every problem once. */
  problems(): readonly Problem[];
}

interface EpisodeLine {
  readonly bodies: readonly (string | null)[];
  readonly positions: EpisodeAnnotation['positions'];
}

/** The note of an annotation. */
export function noteOf({ objects, positions, problems }: EpisodeAnnotation): EpisodeNote {
  const notes = objects.map(({ body, offset, codes }) => ({ body, offset, counts: countCodes(codes) }));
  return { objects: notes, positions, problems };
}

/** Begins with no episode. */
export function createTally(): Tally {
  const tasks = new Map<string, readonly ObjectTally[]>();
  const episodes: EpisodeLine[] = [];
  const problems = new Map<string, Problem>();
  return {
    add(instruction, note) {
      const before = tasks.get(instruction);
      tasks.set(
        instruction,
        note.objects.map((object, position) => addTo(before?.[position], object)),
      );
      episodes.push({ bodies: note.objects.map(({ body }) => body), positions: note.positions });
      for (const problem of note.problems) problems.set(JSON.stringify(problem), problem);
    },
    objectsOf: (instruction) => tasks.get(instruction) ?? [],
    episodes: () => episodes,
    problems: () => [...problems.values()],
  };
}

function addTo(before: ObjectTally | undefined, { body, offset, counts }: ObjectNote): ObjectTally {
  if (before === undefined) return { bodies: new Set([body]), offset, counts };
  const bodies = before.bodies.has(body) ? before.bodies : new Set([...before.bodies, body]);
  return { bodies, offset: before.offset, counts: sumCodes([before.counts, counts]) };
}
