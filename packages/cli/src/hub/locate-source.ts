import {
  type HubRepositoryType,
  type ResolvedSource,
  readHubSettings,
  resolveSource,
} from '@inspire-vla/dataset';
import type { CommandContext } from '../terminal/context.js';
import { createProgress } from '../terminal/progress.js';

/** What {@link locateSource} is told of a download. */
export interface LocateOptions {
  readonly isQuiet: boolean;
  readonly signal: AbortSignal;
  /** False: downloads even where the disk seems too small. */
  readonly checkSpace?: boolean;
}

/** Takes a path as it is; downloads `hf:<user>/<name>[@revision]`, with progress in bytes. */
export async function locateSource(
  text: string,
  type: HubRepositoryType,
  context: CommandContext,
  { isQuiet, signal, checkSpace = true }: LocateOptions,
): Promise<ResolvedSource> {
  const progress = createProgress(context, isQuiet);
  try {
    return await resolveSource(text, type, {
      settings: await readHubSettings(context.environment),
      signal,
      checkSpace,
      onStart: (bytes) => progress.start(bytes, 'bytes'),
      onBytes: (bytes) => progress.advance(bytes),
    });
  } finally {
    progress.stop();
  }
}
