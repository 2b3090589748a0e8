import { type EpisodeSource, openDataset, type SourceFormat } from '@inspire-vla/dataset';
import { hasAnswers } from '../annotate/annotation-columns.js';
import type { Metadata } from '../annotate/metadata.js';
import type { Shard } from '../annotate/shard.js';
import { frameCount } from '../frame-count.js';
import { createAnswerCounter } from './answer-counts.js';
import { checkObjects } from './checks/check-language.js';
import { checkOrientation } from './checks/check-orientation.js';
import type { DatasetProblem } from './checks/problem.js';
import { describeTasks, type TaskSummary } from './describe-tasks.js';
import { findProblems } from './find-problems.js';
import { readRecorded } from './read-metadata.js';

/** What is in a dataset; also the line that `inspire inspect --json` prints. */
export interface DatasetSummary {
  readonly path: string;
  readonly format: string;
  readonly isAnnotated: boolean;
  /** The part of a source that this is, where `annotate` was told, or found, to make one of several; else null. */
  readonly shard: Shard | null;
  readonly episodes: number;
  readonly frames: number;
  /** Frames per second. */
  readonly fps: number;
  readonly robotType: string | null;
  readonly cameras: readonly { readonly name: string; readonly sizes: readonly string[] }[];
  readonly features: readonly {
    readonly name: string;
    readonly type: string;
    readonly shape: readonly number[];
  }[];
  readonly tasks: readonly TaskSummary[];
  /** Distinct phrases that questions are asked about, in order of mention. */
  readonly objects: readonly string[];
  /** How often each answer stands in the data; empty where the dataset is not annotated. */
  readonly answers: Readonly<Record<string, number>>;
  /** Answers that are missing because the object's position is unknown. */
  readonly unlabelled: number;
  /** What of the dataset is not read, or only assumed, with the reason. */
  readonly omitted: readonly string[];
  /** In the order of episodes; what is about the whole dataset first. */
  readonly problems: readonly DatasetProblem[];
  /** What could not be looked at, with the reason. */
  readonly unchecked: readonly string[];
}

/**
 * Reads through a dataset and says what is in it.
 *
 * @param signal - ends the reading before the next episode.
 * @throws InspireError where the dataset cannot be recognised or read.
 *
 * @example
 * ```ts no-run
 * import { inspectDataset } from 'inspire-vla';
 *
 * const { tasks, answers, problems } = await inspectDataset('libero_goal_inspire');
 * ```
 */
export async function inspectDataset(
  path: string,
  from?: SourceFormat,
  signal?: AbortSignal,
): Promise<DatasetSummary> {
  const source = await openDataset(path, from);
  try {
    return await summarize(path, source, await readRecorded(source), signal);
  } finally {
    await source.close();
  }
}

async function summarize(
  path: string,
  source: EpisodeSource,
  metadata: Metadata | null,
  signal: AbortSignal | undefined,
): Promise<DatasetSummary> {
  const tasks = describeTasks(source, metadata);
  const { answers, unlabelled, problems, unchecked } = await readThrough(source, signal);
  return {
    path,
    format: source.format,
    isAnnotated: hasAnswers(source.features),
    shard: metadata?.shard ?? null,
    episodes: source.episodes.length,
    frames: frameCount(source),
    fps: source.fps,
    robotType: source.robotType,
    cameras: describeCameras(source),
    features: source.features.map(({ name, type, shape }) => ({ name, type, shape })),
    tasks,
    objects: [...new Set(tasks.flatMap(({ objects }) => objects.map(({ phrase }) => phrase)))],
    answers,
    unlabelled,
    omitted: source.omitted,
    problems: [
      ...(metadata?.problems ?? []).map((problem) => ({ code: 'annotation' as const, ...problem })),
      ...checkOrientation(path, source, metadata),
      ...checkObjects(tasks),
      ...problems,
    ],
    unchecked,
  };
}

function describeCameras(source: EpisodeSource): DatasetSummary['cameras'] {
  const sizes = new Map<string, Set<string>>();
  const { episodes, cameras: declared = [], depthCameras = [] } = source;
  const cameras = episodes.length === 0 ? declared : episodes.flatMap((episode) => episode.cameras);
  for (const { name, width, height } of [...cameras, ...depthCameras]) {
    sizes.set(name, (sizes.get(name) ?? new Set()).add(`${width}×${height}`));
  }
  return [...sizes].map(([name, found]) => ({ name, sizes: [...found] }));
}

async function readThrough(source: EpisodeSource, signal: AbortSignal | undefined) {
  const counter = createAnswerCounter(source);
  const { problems, unchecked } = await findProblems(source, counter.add, signal);
  const depth = (source.depthCameras ?? []).map(({ name }) => `${name}: depth is handed on, and not decoded`);
  return { ...counter.counts(), problems, unchecked: [...unchecked, ...depth] };
}
