import { basename, resolve } from 'node:path';
import { InspireError } from '@inspire-vla/adapter';
import type { EpisodeSource } from '@inspire-vla/dataset';
import { createLabeler, frames } from '@inspire-vla/direction-labeler';
import type { AnnotationRule } from './annotate-episode.js';
import type { AnnotateOptions } from './options.js';
import { stateLayouts } from './positions/data/state-layouts.js';
import { guessStateLayout } from './positions/guess-state-layout.js';
import { isAnnotated } from './positions/recorded-placement.js';
import { type ChosenLayout, readStateLayout } from './positions/state-layout.js';
import { selectShard } from './shard.js';
import { createTaskObjects, type TaskObject } from './task-objects.js';
import { createTokenJob, type TokenJob } from './tokens/token-job.js';

/** What every episode of one run shares. */
export interface Job {
  /** All episodes, so that the shards of a source agree in shapes and statistics. */
  readonly whole: EpisodeSource;
  /** What is annotated and written: the whole source, or the shard's episodes. */
  readonly source: EpisodeSource;
  readonly options: AnnotateOptions &
    Required<Pick<AnnotateOptions, 'formulation' | 'order' | 'words' | 'frame'>>;
  readonly rule: AnnotationRule;
  readonly stateLayout: ChosenLayout | null;
  readonly tasks: ReadonlyMap<string, readonly TaskObject[]>;
  readonly objectsMaximum: number;
  /** Null where no tokens are asked for. */
  readonly tokens: TokenJob | null;
}

/**
 * Prepares a run: the rule for labels, and the objects of every task.
 *
 * @param statistics - text of the statistics that tokens are made by; null where they are still to be found.
 */
export async function createJob(
  whole: EpisodeSource,
  given: AnnotateOptions,
  statistics: string | null = null,
): Promise<Job> {
  const options = {
    formulation: 'direction-1d' as const,
    order: 'vqa-first' as const,
    words: 'paper' as const,
    frame: frames.libero,
    // The published code labels all frames.
    eventTolerance: given.compatibility === 'authors' ? 0 : ('auto' as const),
    ...given,
  };
  const { formulation, words, frame, closeThreshold, compatibility, eventTolerance } = options;
  const labeler = createLabeler({
    formulation,
    words,
    frame,
    ...(closeThreshold === undefined ? {} : { closeThreshold }),
    ...(compatibility === undefined ? {} : { compatibility }),
  });
  const stateLayout = await chooseLayout(whole, options);
  const isByEvents = options.positions === 'gripper-events';
  // Who says how events are read wants them.
  const isRecorded =
    !isByEvents &&
    options.stateLayout === undefined &&
    (given.eventTolerance ?? 'auto') === 'auto' &&
    isAnnotated(whole.features);
  const gripper = compatibility === undefined ? {} : { compatibility };
  const layout = stateLayout?.layout ?? null;
  const rule = { labeler, isByEvents, isRecorded, eventTolerance, gripper, stateLayout: layout };
  const objectsOf = createTaskObjects(options.objects ?? {});
  const tasks = new Map<string, readonly TaskObject[]>();
  for (const { instruction } of whole.episodes) {
    if (!tasks.has(instruction)) tasks.set(instruction, objectsOf(instruction));
  }
  const objectsMaximum = Math.max(0, ...[...tasks.values()].map((objects) => objects.length));
  const origin = options.origin?.replace(/@[0-9a-f]{40}$/, '');
  const name = basename(origin ?? resolve(options.source)).replace(/\.hdf5$/, '');
  const context = {
    ...{ statistics, source: whole, vocabulary: labeler.vocabulary, order: options.order, name },
    stateLayout: options.stateLayout ?? null,
  };
  const tokens = options.tokens === undefined ? null : await createTokenJob(options.tokens, context);
  const source = options.shard === undefined ? whole : selectShard(whole, options.shard);
  return { whole, source, options, rule, stateLayout, tasks, objectsMaximum, tokens };
}

async function chooseLayout(
  source: EpisodeSource,
  { positions = 'auto', stateLayout }: AnnotateOptions,
): Promise<ChosenLayout | null> {
  if (positions === 'scene' || positions === 'kinematics') return null;
  if (stateLayout !== undefined) return readStateLayout(stateLayout, source);
  const guessed = guessStateLayout(source);
  if (guessed === null && positions === 'gripper-events') throw unknownLayout(source);
  return guessed;
}

function unknownLayout({ features, files }: EpisodeSource): InspireError {
  const listed = features.map(({ name, shape }) => `${name}[${shape.join('×')}]`).join(', ');
  return new InspireError({
    code: 'STATE_LAYOUT',
    message: `no feature says by its names where the end effector and the gripper of one arm are (${listed})`,
    at: files[0] ?? 'the source',
    fix: `give --state-layout: ${Object.keys(stateLayouts).join(', ')}, or a JSON file; joint positions alone are not enough`,
  });
}
