import { basename, resolve } from 'node:path';
import { canHold, type EpisodeSource } from '@inspire-vla/dataset';
import { findOrientationMismatch, type Labeler } from '@inspire-vla/direction-labeler';
import { version } from '../version.js';
import type { EpisodeAnnotation, ObjectLabels } from './annotate-episode.js';
import { countLabels } from './count-labels.js';
import type { Metadata } from './metadata.js';
import type { AnnotateOptions } from './options.js';
import type { ChosenLayout } from './positions/state-layout.js';
import type { TaskObject } from './task-objects.js';
import { staleTokens } from './tokens/token-columns.js';
import type { TokenJob } from './tokens/token-job.js';

/** What {@link createMetadata} is made of. */
export interface MetadataParts {
  readonly source: EpisodeSource;
  readonly options: AnnotateOptions &
    Required<Pick<AnnotateOptions, 'formulation' | 'order' | 'words' | 'frame'>>;
  readonly labeler: Labeler;
  readonly stateLayout: ChosenLayout | null;
  readonly tokens: TokenJob | null;
  /** Of the source's files; see `hashFiles`. */
  readonly sha256: Promise<string>;
  readonly tasks: ReadonlyMap<string, readonly TaskObject[]>;
  /** In the source's order of episodes. */
  readonly annotations: readonly EpisodeAnnotation[];
}

/** Makes the contents of `meta/inspire.json`. */
export async function createMetadata(parts: MetadataParts): Promise<Metadata> {
  const { source, options, labeler, annotations } = parts;
  const { formulation, order, words, frame, closeThreshold, imageSize, languageEvents } = options;
  const { x, y, z } = frame;
  const isByEvents = annotations.some(({ positions }) => positions === 'gripper-events');
  return {
    version,
    source: {
      name: options.origin ?? basename(resolve(options.source)),
      format: source.format,
      sha256: await parts.sha256,
    },
    shard: options.shard ?? null,
    options: {
      formulation,
      order,
      words,
      frame: {
        x: [...x],
        y: [...y],
        z: [...z],
        ...(frame.image === undefined ? {} : { image: frame.image }),
      },
      closeThreshold: closeThreshold ?? null,
      imageSize: imageSize ?? null,
      compatibility: options.compatibility ?? null,
      positions: options.positions ?? 'auto',
      stateLayout: isByEvents ? parts.stateLayout : null,
      eventTolerance: isByEvents ? (options.eventTolerance ?? 'auto') : null,
      ...(languageEvents === undefined ? {} : { languageEvents }),
      tokens: describeTokens(parts.tokens),
    },
    imageOrientation: options.imageOrientation ?? 'upright',
    vocabulary: [...labeler.vocabulary.answers],
    tasks: describeTasks(parts),
    episodes: source.episodes.map(({ id }, index) => ({
      index,
      source: id,
      bodies: annotations[index]?.objects.map(({ body }) => body) ?? [],
      positions: annotations[index]?.positions ?? 'nowhere',
    })),
    counts: countAll(parts),
    omitted: [...source.omitted, ...leftOut(parts)],
    problems: distinctProblems([
      ...orientationProblems(parts),
      ...annotations.flatMap(({ problems }) => problems),
    ]),
  };
}

function describeTokens(tokens: TokenJob | null): Metadata['options']['tokens'] {
  if (tokens === null) return null;
  const { roles, images, ...rest } = tokens.description;
  return { ...rest, roles: [...roles], images: [...images] };
}

/** Every problem once. */
export function distinctProblems(problems: Metadata['problems']): Metadata['problems'] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

/** Left and right of the labels must be those of the pictures. */
function orientationProblems({ source, options }: MetadataParts): Metadata['problems'] {
  const mismatch = findOrientationMismatch(options.frame, options.imageOrientation ?? 'upright');
  if (mismatch === null) return [];
  return [
    { at: basename(source.files[0] ?? options.source), message: `${mismatch.detail}; ${mismatch.fix}` },
  ];
}

/** Features of the source that are not in the output, with the reason. */
function leftOut({ source, options, tokens }: MetadataParts): readonly string[] {
  const { to = 'lerobot-v3.0' } = options;
  const left = source.features.filter((feature) => !canHold(to, feature));
  const stale = tokens === null ? staleTokens(source) : [];
  return [
    ...left.map(({ name }) => `${name}: ${to} has no place for it`),
    ...stale.map((name) => `${name}: it was made from the answers that are replaced`),
  ];
}

function describeTasks({ source, tasks, labeler, annotations }: MetadataParts): Metadata['tasks'] {
  const present = new Set(source.episodes.map(({ instruction }) => instruction));
  return [...tasks]
    .filter(([instruction]) => present.has(instruction))
    .map(([instruction, objects]) => ({
      instruction,
      objects: objects.map(({ phrase, head, role, span }, position) => {
        const labels = source.episodes.flatMap((episode, index) => {
          const label = annotations[index]?.objects[position];
          return episode.instruction === instruction && label !== undefined ? [label] : [];
        });
        const [x, y, z] = labels[0]?.offset ?? [0, 0, 0];
        return {
          phrase,
          head,
          role,
          span: span === null ? null : [span[0], span[1]],
          body: commonBody(labels),
          offset: [x, y, z],
          counts: countLabels(labels, labeler.vocabulary.answers),
        };
      }),
    }));
}

function commonBody(labels: readonly ObjectLabels[]): string | null {
  const bodies = new Set(labels.map(({ body }) => body));
  return bodies.size === 1 ? ([...bodies][0] ?? null) : null;
}

function countAll({ source, labeler, annotations }: MetadataParts): Metadata['counts'] {
  const labels = annotations.flatMap(({ objects }) => objects);
  const { answers, unlabelled } = countLabels(labels, labeler.vocabulary.answers);
  return {
    episodes: source.episodes.length,
    frames: source.episodes.reduce((sum, { length }) => sum + length, 0),
    labels: Object.values(answers).reduce((sum, count) => sum + count, 0),
    unlabelled,
    answers,
  };
}
