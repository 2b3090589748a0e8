import { basename, resolve } from 'node:path';
import { InspireError } from '@inspire-vla/adapter';
import type { EpisodeSource } from '@inspire-vla/dataset';
import { createLabeler } from '@inspire-vla/direction-labeler';
import { readRecorded } from '../inspect/read-metadata.js';
import type { AnnotationRule } from './annotate-episode.js';
import { chooseView } from './choose-view.js';
import { composeForTokens } from './composing/compose-for-tokens.js';
import type { Metadata, Problem } from './metadata.js';
import type { AnnotateOptions } from './options.js';
import { featuresOf, isByEvents, toleranceOf, withoutScene } from './positions/choose-positions.js';
import { stateLayouts } from './positions/data/state-layouts.js';
import { findStateLayout, layoutNameOf } from './positions/find-state-layout.js';
import { createRecordedBodies } from './positions/recorded-bodies.js';
import { isAnnotated } from './positions/recorded-placement.js';
import { type ChosenLayout, readStateLayout } from './positions/state-layout.js';
import { outputCameras } from './resize-pictures.js';
import { selectShard } from './shard.js';
import { sourceProblems, unusedImageSize } from './source-problems.js';
import { findStaleEvents, type StaleEvents } from './stale-events.js';
import { createTaskObjects, type TaskObject } from './task-objects.js';
import { createTokenJob, type TokenJob } from './tokens/token-job.js';

/** What every episode of one run shares. */
export interface Job {
  /** All episodes, so that the shards of a source agree in shapes and statistics. */
  readonly whole: EpisodeSource;
  /** What is annotated and written: the whole source, or the shard's episodes. */
  readonly source: EpisodeSource;
  readonly options: AnnotateOptions &
    Required<Pick<AnnotateOptions, 'formulation' | 'order' | 'words' | 'frame' | 'imageOrientation'>>;
  readonly rule: AnnotationRule;
  readonly stateLayout: ChosenLayout | null;
  readonly tasks: ReadonlyMap<string, readonly TaskObject[]>;
  readonly objectsMaximum: number;
  readonly staleEvents: StaleEvents;
  /** Known before any episode is read. */
  readonly problems: readonly Problem[];
  /** Null where no tokens are asked for. */
  readonly tokens: TokenJob | null;
}

/**
 * Prepares a run: the rule for labels, and the objects of every task.
 *
 * @param statistics - text of the statistics that tokens are made by; null where they are still to be found.
 */
export async function createJob(
  opened: EpisodeSource,
  given: AnnotateOptions,
  statistics: string | null = null,
): Promise<Job> {
  const whole = await composeForTokens(opened, given);
  // Told before the work, and to a dry run: what is made cannot be written.
  outputCameras(whole, given.imageSize);
  const recorded = await readRecorded(whole);
  const { problems, ...view } = chooseView(given, whole.format, recorded);
  const options = {
    formulation: 'direction-1d' as const,
    order: 'vqa-first' as const,
    words: 'paper' as const,
    ...given,
    ...view,
  };
  const { formulation, words, frame, closeThreshold, compatibility } = options;
  const labeler = createLabeler({
    formulation,
    words,
    frame,
    ...(closeThreshold === undefined ? {} : { closeThreshold }),
    ...(compatibility === undefined ? {} : { compatibility }),
  });
  const stateLayout = await chooseLayout(whole, options);
  const rule = {
    labeler,
    ...positionRule(whole, options, recorded),
    stateLayout: stateLayout?.layout ?? null,
  };
  const objectsOf = createTaskObjects(options.objects ?? {});
  const tasks = new Map<string, readonly TaskObject[]>();
  for (const { instruction } of whole.episodes) {
    if (!tasks.has(instruction)) tasks.set(instruction, objectsOf(instruction));
  }
  const objectsMaximum = [...tasks.values()].reduce((most, { length }) => Math.max(most, length), 0);
  const origin = options.origin?.replace(/@[0-9a-f]{40}$/, '');
  const name = basename(origin ?? resolve(options.source)).replace(/\.hdf5$/, '');
  const context = {
    ...{ statistics, source: whole, vocabulary: labeler.vocabulary, order: options.order, name },
    stateLayout: options.stateLayout ?? layoutNameOf(whole),
  };
  const tokens = options.tokens === undefined ? null : await createTokenJob(options.tokens, context);
  const source = options.shard === undefined ? whole : selectShard(whole, options.shard);
  const known = [
    ...problems,
    ...sourceProblems(whole, options.objects ?? {}, tasks),
    ...unusedImageSize(whole, options.imageSize),
    ...(tokens?.problems ?? []),
  ];
  const staleEvents = await findStaleEvents(whole, options, recorded);
  return {
    ...{ whole, source, options, rule, stateLayout, tasks, objectsMaximum, tokens, staleEvents },
    problems: known,
  };
}

/** Where positions may come from. */
function positionRule(
  source: EpisodeSource,
  options: AnnotateOptions,
  recorded: Metadata | null,
): Omit<AnnotationRule, 'labeler' | 'stateLayout'> {
  const { positions = 'auto', compatibility } = options;
  const isEvents = isByEvents(options);
  const isSceneOnly = positions === 'scene' || positions === 'kinematics';
  return {
    isByEvents: isEvents,
    recordedBodies:
      !isEvents && isAnnotated(source.features) ? createRecordedBodies(recorded, source.episodes) : null,
    withoutScene: isSceneOnly ? (at) => withoutScene(source, options, at) : null,
    eventTolerance: toleranceOf(options),
    gripper: compatibility === undefined ? {} : { compatibility },
  };
}

async function chooseLayout(source: EpisodeSource, options: AnnotateOptions): Promise<ChosenLayout | null> {
  const { positions = 'auto', stateLayout } = options;
  if (positions === 'scene' || positions === 'kinematics') return null;
  if (stateLayout !== undefined) return readStateLayout(stateLayout, source);
  const found = findStateLayout(source);
  if (found === null && isByEvents(options)) throw unknownLayout(source);
  return found;
}

function unknownLayout(source: EpisodeSource): InspireError {
  return new InspireError({
    code: 'STATE_LAYOUT',
    message: `no feature says by its names where the end effector and the gripper of one arm are (${featuresOf(source)})`,
    at: source.files[0] ?? 'the source',
    fix: `give --state-layout: ${Object.keys(stateLayouts).join(', ')}, or a JSON file; joint positions alone are not enough`,
  });
}
