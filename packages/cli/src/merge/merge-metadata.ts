import { InspireError } from '@inspire-vla/adapter';
import { distinctProblems } from '../annotate/create-metadata.js';
import type { LabelCounts, Metadata } from '../annotate/metadata.js';
import { groupBy } from '../group-by.js';

/** Metadata of one shard, and its folder. */
export interface ShardMetadata {
  readonly folder: string;
  readonly metadata: Metadata;
}

/**
 * Puts shards in order.
 *
 * @throws InspireError `SHARDS_INCOMPLETE` where one is missing or given twice, `SOURCES_DIFFER` where they are not of
 * one source, annotated with the same options by the same version.
 */
export function orderShards(shards: readonly ShardMetadata[]): readonly ShardMetadata[] {
  const [first] = shards;
  for (const { folder, metadata } of shards) {
    if (metadata.shard === null) throw incomplete('the dataset is no shard', folder);
    const difference = first === undefined ? null : differenceOf(first.metadata, metadata);
    if (difference !== null) throw differ(difference, folder);
  }
  const count = first?.metadata.shard?.count ?? 0;
  return Array.from({ length: count }, (_, index) => {
    const found = shards.filter(({ metadata }) => metadata.shard?.index === index);
    const [one, twice] = found;
    if (one === undefined)
      throw incomplete(`shard ${index} of ${count} is missing`, first?.folder ?? 'merge');
    if (twice !== undefined) throw incomplete(`shard ${index} of ${count} is given twice`, twice.folder);
    return one;
  });
}

/** The metadata of the whole, as one run over the source gives it. */
export function mergeMetadata(shards: readonly Metadata[]): Metadata {
  const [first] = shards;
  if (first === undefined) throw incomplete('no shard is given', 'merge');
  const { vocabulary } = first;
  const episodes = shards.flatMap((shard) => shard.episodes);
  const counts = sumCounts(
    shards.map((shard) => shard.counts),
    vocabulary,
  );
  const options = {
    ...first.options,
    stateLayout: shards.find((shard) => shard.options.stateLayout !== null)?.options.stateLayout ?? null,
    eventTolerance:
      shards.find((shard) => shard.options.eventTolerance !== null)?.options.eventTolerance ?? null,
  };
  return {
    ...first,
    shard: null,
    options,
    tasks: mergeTasks(shards, vocabulary),
    episodes: episodes.map((episode, index) => ({ ...episode, index })),
    counts: {
      episodes: episodes.length,
      frames: shards.reduce((sum, shard) => sum + shard.counts.frames, 0),
      labels: Object.values(counts.answers).reduce((sum, count) => sum + count, 0),
      unlabelled: counts.unlabelled,
      answers: counts.answers,
    },
    problems: distinctProblems(shards.flatMap(({ problems }) => problems)),
  };
}

function mergeTasks(shards: readonly Metadata[], vocabulary: readonly string[]): Metadata['tasks'] {
  const tasks = shards.flatMap((shard) => shard.tasks);
  const byInstruction = groupBy(tasks, ({ instruction }) => instruction);
  return [...byInstruction].map(([instruction, parts]) => ({
    instruction,
    objects: (parts[0]?.objects ?? []).map((object, position) => {
      const same = parts.flatMap(({ objects }) => objects[position] ?? []);
      const bodies = new Set(same.map(({ body }) => body));
      return {
        ...object,
        body: bodies.size === 1 ? object.body : null,
        counts: sumCounts(
          same.flatMap(({ counts }) => counts ?? []),
          vocabulary,
        ),
      };
    }),
  }));
}

function sumCounts(all: readonly LabelCounts[], vocabulary: readonly string[]): LabelCounts {
  const total = (answer: string) => all.reduce((sum, { answers }) => sum + (answers[answer] ?? 0), 0);
  const entries = vocabulary
    .map((answer) => [answer, total(answer)] as const)
    .filter(([, count]) => count > 0);
  return {
    answers: Object.fromEntries(entries),
    unlabelled: all.reduce((sum, { unlabelled }) => sum + unlabelled, 0),
  };
}

function differenceOf(one: Metadata, other: Metadata): string | null {
  if (one.version !== other.version)
    return `it was made by version ${other.version}, the first by ${one.version}`;
  if (one.source.sha256 !== other.source.sha256) return 'it is of another source than the first';
  if (one.shard?.count !== other.shard?.count) {
    return `it is one of ${other.shard?.count} shards, the first one of ${one.shard?.count}`;
  }
  if (one.fingerprint !== other.fingerprint) return 'it was annotated with other options than the first';
  const compared = ({ options, vocabulary, imageOrientation }: Metadata) =>
    JSON.stringify([{ ...options, stateLayout: null, eventTolerance: null }, vocabulary, imageOrientation]);
  return compared(one) === compared(other) ? null : 'it was annotated with other options than the first';
}

function incomplete(message: string, at: string): InspireError {
  return new InspireError({
    code: 'SHARDS_INCOMPLETE',
    message,
    at,
    fix: 'give the outputs of annotate --shard 0/n to n − 1/n, each once',
  });
}

function differ(message: string, at: string): InspireError {
  return new InspireError({
    code: 'SOURCES_DIFFER',
    message,
    at,
    fix: 'annotate all shards with the same source, options and version',
  });
}
