import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { EpisodeSource } from './episode.js';
import { outputError } from './output-error.js';
import type { OutputFormat } from './writing/create-writer.js';

/**
 * Files of `meta` that say something of the whole dataset and not of single frames, and the formats that have them:
 * LeRobot's names of subtasks, and what the parts of GR00T's states and actions are.
 */
const places: Readonly<Record<string, readonly OutputFormat[]>> = {
  'meta/modality.json': ['lerobot-v3.0', 'lerobot-v2.1'],
  'meta/subtasks.parquet': ['lerobot-v3.0'],
};

/** Columns whose numbers only an attachment explains. */
const explained: Readonly<Record<string, readonly string[]>> = {
  'meta/subtasks.parquet': ['subtask_index'],
};

/** Columns whose numbers mean nothing without an attachment, or with another in its place. */
export function columnsExplainedBy(path: string): readonly string[] {
  return explained[path] ?? [];
}

/** Whether a file of a dataset is taken over as it is. */
export function isAttachment(path: string): boolean {
  return Object.hasOwn(places, path);
}

/**
 * Copies a source's attachments into a dataset that is being written in a format; those that it has no place for are
 * left out.
 *
 * @throws InspireError as writing: `OUTPUT_DISK_FULL`, `OUTPUT_NOT_WRITABLE`.
 *
 * @example
 * ```ts no-run
 * import { copyAttachments, openDataset } from '@inspire-vla/dataset';
 *
 * await copyAttachments(await openDataset('gr00t_demos'), 'lerobot-v3.0', 'annotated');
 * ```
 */
export async function copyAttachments(
  source: EpisodeSource,
  format: OutputFormat,
  directory: string,
): Promise<void> {
  for (const { path, file } of source.attachments ?? []) {
    if (!hasPlace(format, path)) continue;
    const copy = join(directory, path);
    try {
      await mkdir(dirname(copy), { recursive: true });
      await copyFile(file, copy);
    } catch (cause) {
      throw outputError(cause, copy);
    }
  }
}

/**
 * Attachments and tools that a format has no place for, with the reason, as {@link EpisodeSource.omitted}.
 *
 * @example
 * ```ts no-run
 * import { openDataset, unplacedAttachments } from '@inspire-vla/dataset';
 *
 * console.log(unplacedAttachments(await openDataset('with_subtasks'), 'rlds'));
 * ```
 */
export function unplacedAttachments(
  { attachments = [], tools }: Pick<EpisodeSource, 'attachments' | 'tools'>,
  format: OutputFormat,
): readonly string[] {
  const named = attachments.map(({ path }) => path).filter((path) => !hasPlace(format, path));
  if (tools !== undefined && format !== 'lerobot-v3.0') named.push('tools');
  return named.map((name) => `${name}: ${format} has no place for it`);
}

function hasPlace(format: OutputFormat, path: string): boolean {
  return places[path]?.includes(format) ?? false;
}
