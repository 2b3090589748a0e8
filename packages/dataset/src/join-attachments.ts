import { readFileSync } from 'node:fs';
import { InspireError } from '@inspire-vla/adapter';
import { columnsExplainedBy } from './attachments.js';
import type { Attachment, EpisodeSource } from './episode.js';

/** What several sources have together of the files that belong to the whole of each. */
export interface JoinedAttachments {
  /** Those that are the same in all of them. */
  readonly attachments: readonly Attachment[];
  /** Names of features whose numbers mean another thing from source to source. */
  readonly dropped: readonly string[];
  /** Both, with the reason, as {@link EpisodeSource.omitted}. */
  readonly omitted: readonly string[];
}

/**
 * Compares the attachments of sources by content. The first source's would give another meaning to the numbers of the
 * others: where they differ, or one has none, none is kept, and no column that it explains.
 *
 * @throws InspireError `DATASET_CORRUPT` where one cannot be read.
 */
export function joinAttachments(sources: readonly EpisodeSource[]): JoinedAttachments {
  const all = sources.map(({ attachments = [] }) => attachments);
  const paths = [...new Set(all.flatMap((attachments) => attachments.map(({ path }) => path)))];
  const differing = paths.filter((path) => !isShared(path, all));
  const names = sources[0]?.features.map(({ name }) => name) ?? [];
  const columns = differing.flatMap((path) =>
    columnsExplainedBy(path)
      .filter((name) => names.includes(name))
      .map((name) => ({ name, path })),
  );
  return {
    attachments: (all[0] ?? []).filter(({ path }) => !differing.includes(path)),
    dropped: columns.map(({ name }) => name),
    omitted: [
      ...differing.map((path) => `${path}: it is not the same in all sources of the join`),
      ...columns.map(
        ({ name, path }) => `${name}: the sources of the join differ in ${path}, which explains it`,
      ),
    ],
  };
}

function isShared(path: string, all: readonly (readonly Attachment[])[]): boolean {
  const files = all.map((attachments) => attachments.find((attachment) => attachment.path === path)?.file);
  const [first, ...others] = [...new Set(files)];
  if (first === undefined || others.includes(undefined)) return false;
  if (others.length === 0) return true;
  const content = read(first);
  return others.every((file) => file !== undefined && read(file).equals(content));
}

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new InspireError({
      code: 'DATASET_CORRUPT',
      message: `the file cannot be read (${cause instanceof Error ? cause.message : String(cause)})`,
      at: file,
      fix: 'check the dataset',
      cause,
    });
  }
}
