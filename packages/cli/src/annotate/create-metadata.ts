import { basename, resolve } from 'node:path';
import { canHold, unplacedAttachments, unplacedDepth, unplacedTasks } from '@inspire-vla/dataset';
import { findOrientationMismatch } from '@inspire-vla/direction-labeler';
import { frameCount } from '../frame-count.js';
import { version } from '../version.js';
import { fingerprintOf } from './choices.js';
import { describeCounts, sumCodes } from './count-labels.js';
import type { Job } from './job.js';
import { languageEventsFeature } from './language-events.js';
import type { Metadata } from './metadata.js';
import { toleranceOf } from './positions/choose-positions.js';
import type { ObjectTally, Tally } from './tally.js';
import { staleTokens } from './tokens/token-columns.js';
import type { TokenJob } from './tokens/token-job.js';

/** What {@link createMetadata} is made of. */
export interface MetadataParts extends Omit<Job, 'whole'> {
  /** Of the source's files; see `hashSource`. */
  readonly sha256: string;
  /** Of all episodes of the source. */
  readonly tally: Tally;
}

/** Makes the contents of `meta/inspire.json`. */
export function createMetadata(parts: MetadataParts): Metadata {
  const { source, options, tally, sha256 } = parts;
  const { answers } = parts.rule.labeler.vocabulary;
  const { formulation, order, words, frame, closeThreshold, imageSize, languageEvents } = options;
  const { x, y, z } = frame;
  const episodes = tally.episodes();
  const isByEvents = episodes.some(({ positions }) => positions === 'gripper-events');
  return {
    version,
    source: {
      name: options.origin ?? basename(resolve(options.source)),
      format: source.format,
      sha256,
      ...(options.recording === undefined ? {} : { recording: options.recording }),
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
        ...(frame.rotation === undefined ? {} : { rotation: [...frame.rotation] }),
        ...(frame.height === undefined ? {} : { height: frame.height }),
        ...(frame.authorsTies === undefined ? {} : { authorsTies: frame.authorsTies }),
      },
      closeThreshold: closeThreshold ?? null,
      imageSize: imageSize ?? null,
      dataFileSize: options.dataFileSize ?? null,
      compatibility: options.compatibility ?? null,
      positions: options.positions ?? 'auto',
      stateLayout: isByEvents ? parts.stateLayout : null,
      eventTolerance: isByEvents ? toleranceOf(options) : null,
      ...(languageEvents === undefined ? {} : { languageEvents }),
      tokens: describeTokens(parts.tokens),
    },
    fingerprint: fingerprintOf(parts),
    imageOrientation: options.imageOrientation,
    vocabulary: [...answers],
    tasks: describeTasks(parts),
    episodes: source.episodes.map(({ id }, index) => ({
      index,
      source: id,
      bodies: [...(episodes[index]?.bodies ?? [])],
      positions: episodes[index]?.positions ?? 'nowhere',
    })),
    counts: countAll(parts),
    omitted: [...source.omitted, ...leftOut(parts)],
    problems: distinctProblems([...orientationProblems(parts), ...parts.problems, ...tally.problems()]),
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
  const mismatch = findOrientationMismatch(options.frame, options.imageOrientation);
  if (mismatch === null) return [];
  return [
    { at: basename(source.files[0] ?? options.source), message: `${mismatch.detail}; ${mismatch.fix}` },
  ];
}

/** Features of the source that are not in the output, with the reason. */
function leftOut({ source, options, tasks, tokens, staleEvents }: MetadataParts): readonly string[] {
  const { to = 'lerobot-v3.0' } = options;
  const left = source.features.filter((feature) => !canHold(to, feature));
  const stale = [
    ...(tokens === null ? staleTokens(source) : []),
    ...(staleEvents === 'feature' ? [languageEventsFeature.name] : []),
  ];
  return [
    ...left.map(({ name }) => `${name}: ${to} has no place for it`),
    ...unplacedAttachments(source, to),
    ...unplacedDepth(source, to),
    ...unplacedTasks(source, tasks.keys(), to),
    ...stale.map((name) => `${name}: it was made from the answers that are replaced`),
    ...(staleEvents === 'rows'
      ? [`${languageEventsFeature.name}: rows that were made from the answers that are replaced`]
      : []),
  ];
}

function describeTasks({ source, tasks, rule, tally }: MetadataParts): Metadata['tasks'] {
  const present = new Set(source.episodes.map(({ instruction }) => instruction));
  return [...tasks]
    .filter(([instruction]) => present.has(instruction))
    .map(([instruction, objects]) => {
      const tallies = tally.objectsOf(instruction);
      return {
        instruction,
        objects: objects.map(({ phrase, head, role, span }, position) => {
          const labels = tallies[position];
          const [x, y, z] = labels?.offset ?? [0, 0, 0];
          return {
            phrase,
            head,
            role,
            span: span === null ? null : [span[0], span[1]],
            body: commonBody(labels),
            offset: [x, y, z],
            counts: describeCounts(labels?.counts ?? new Map(), rule.labeler.vocabulary.answers),
          };
        }),
      };
    });
}

function commonBody(labels: ObjectTally | undefined): string | null {
  const [body = null, ...others] = labels?.bodies ?? [];
  return others.length === 0 ? body : null;
}

function countAll({ source, rule, tasks, tally }: MetadataParts): Metadata['counts'] {
  const all = [...tasks.keys()].flatMap((instruction) => tally.objectsOf(instruction));
  const counts = sumCodes(all.map((object) => object.counts));
  const { answers, unlabelled } = describeCounts(counts, rule.labeler.vocabulary.answers);
  return {
    episodes: source.episodes.length,
    frames: frameCount(source),
    labels: Object.values(answers).reduce((sum, count) => sum + count, 0),
    unlabelled,
    answers,
  };
}
