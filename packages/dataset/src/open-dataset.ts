import { stat } from 'node:fs/promises';
import { InspireError } from '@inspire-vla/adapter';
import { entryOf } from './entry-of.js';
import type { EpisodeSource } from './episode.js';
import { openJsonLines } from './jsonl/open.js';
import { recognizeJsonLines } from './jsonl/recognize.js';
import { openLeRobotV2 } from './lerobot-v2/open.js';
import { recognizeLeRobotV2 } from './lerobot-v2/recognize.js';
import { openLeRobotV3 } from './lerobot-v3/open.js';
import { recognizeLeRobotV3 } from './lerobot-v3/recognize.js';
import { openLiberoHdf5 } from './libero-hdf5/open.js';
import { recognizeLiberoHdf5 } from './libero-hdf5/recognize.js';
import type { OpenOptions } from './open-options.js';
import { recognizeRealJson } from './real-json/locate.js';
import { openRealJson } from './real-json/open.js';
import { recognizeRlds } from './rlds/locate.js';
import { openRlds } from './rlds/open.js';
import { checkFetched, explainFailure } from './unfetched-files.js';
import { unknownDataset } from './unknown-dataset.js';

/** Formats that can be read. */
export const sourceFormats = [
  'libero-hdf5',
  'lerobot-v3.0',
  'lerobot-v2.1',
  'rlds',
  'real-json',
  'jsonl',
] as const;

/** Name of a format that can be read. */
export type SourceFormat = (typeof sourceFormats)[number];

interface Reader {
  /** Whether it can tell a frame whose action does nothing. */
  readonly canDropNoOps?: true;
  recognize(path: string): Promise<boolean>;
  open(path: string, options: OpenOptions): Promise<EpisodeSource>;
}

const readers: Readonly<Record<SourceFormat, Reader>> = {
  'libero-hdf5': { recognize: recognizeLiberoHdf5, open: openLiberoHdf5, canDropNoOps: true },
  'lerobot-v3.0': { recognize: recognizeLeRobotV3, open: openLeRobotV3 },
  'lerobot-v2.1': { recognize: recognizeLeRobotV2, open: openLeRobotV2 },
  rlds: { recognize: recognizeRlds, open: openRlds },
  'real-json': { recognize: recognizeRealJson, open: openRealJson },
  jsonl: { recognize: recognizeJsonLines, open: openJsonLines },
};

/**
 * Opens a dataset of any readable format, recognised by its content.
 *
 * @param path - a file or a folder.
 * @param format - skips recognition.
 * @param options - choices of formats that have them.
 * @throws InspireError `DATASET_MISSING` where nothing is at the path, or Git LFS has not fetched a file, `DATASET_UNKNOWN`
 * where no reader recognises it or it is of another format than the one that is given, `FORMAT_UNKNOWN` for a format of
 * another name, `DATASET_UNSUPPORTED` where no-ops are to be dropped of a format whose reader keeps all frames, and what the
 * format's reader raises.
 *
 * @example
 * ```ts no-run
 * import { openDataset } from '@inspire-vla/dataset';
 *
 * const source = await openDataset('libero_goal');
 * for (const { id, instruction, length } of source.episodes) console.log(id, instruction, length);
 * await source.close();
 * ```
 */
export async function openDataset(
  path: string,
  format?: SourceFormat,
  options: OpenOptions = {},
): Promise<EpisodeSource> {
  await stat(path).catch((cause: unknown) => {
    throw missing(path, cause);
  });
  const recognised = format ?? (await recognize(path));
  if (recognised === undefined)
    throw await unknownDataset(path, { formats: sourceFormats, recognize: isDataset });
  const reader = entryOf(readers, recognised, 'read');
  if (options.noOps === 'drop' && reader.canDropNoOps !== true) throw keepsAllFrames(path, recognised);
  const source = await reader.open(path, options).catch(async (error: unknown) => {
    const reason = await explainFailure(error);
    throw format === undefined || reason !== error ? reason : await ofAnotherFormat(path, format, error);
  });
  try {
    await checkFetched(source);
    return source;
  } catch (error) {
    await source.close();
    throw error;
  }
}

/** What is wrong with a dataset that its reader cannot read: it may be one of another format, and not damaged. */
async function ofAnotherFormat(path: string, format: SourceFormat, cause: unknown): Promise<unknown> {
  const found = await recognize(path).catch(() => undefined);
  if (found === undefined || found === format) return cause;
  return new InspireError({
    code: 'DATASET_UNKNOWN',
    message: `the dataset is ${found}, and not ${format}`,
    at: path,
    fix: `leave the format (--from) out, or give ${found}`,
    cause,
  });
}

async function recognize(path: string): Promise<SourceFormat | undefined> {
  for (const format of sourceFormats) {
    if (await readers[format].recognize(path)) return format;
  }
  return undefined;
}

function missing(path: string, cause: unknown): InspireError {
  return new InspireError({
    code: 'DATASET_MISSING',
    message: 'there is no file or folder of this name',
    at: path,
    fix: 'check the path',
    cause,
  });
}

async function isDataset(folder: string): Promise<boolean> {
  return (await recognize(folder)) !== undefined;
}

function keepsAllFrames(path: string, format: SourceFormat): InspireError {
  return new InspireError({
    code: 'DATASET_UNSUPPORTED',
    message: `of ${format} all frames are kept, also those whose action does nothing`,
    at: path,
    fix: 'leave out --drop-no-ops (noOps), which is for LIBERO files',
  });
}
