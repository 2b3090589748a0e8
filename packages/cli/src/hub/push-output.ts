import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InspireError } from '@inspire-vla/adapter';
import {
  checkPush,
  type HubReference,
  type HubSettings,
  type Pushed,
  pushFolder,
  readHubSettings,
} from '@inspire-vla/dataset';
import { type CommandContext, colours } from '../terminal/context.js';
import { writeLines } from '../terminal/line-writer.js';
import { createProgress } from '../terminal/progress.js';

/** Where a finished output goes. */
export interface PushTarget {
  readonly reference: HubReference;
  readonly settings: HubSettings;
}

/**
 * Looks whether a push can begin at all, before the long work.
 *
 * @returns null where nothing is to be pushed.
 * @throws InspireError `HUB_TOKEN_MISSING`, `HUB_OFFLINE`.
 */
export async function preparePush(
  reference: HubReference | undefined,
  context: CommandContext,
): Promise<PushTarget | null> {
  if (reference === undefined) return null;
  const settings = await readHubSettings(context.environment);
  checkPush(reference, settings);
  return { reference, settings };
}

/** How an output is pushed. */
export interface PushChoices {
  readonly isPrivate: boolean;
  readonly isJson: boolean;
  readonly isQuiet: boolean;
  readonly signal: AbortSignal;
}

/**
 * Pushes a finished output, and prints where it is.
 *
 * @throws InspireError what pushing raises, with the word that the output itself is whole.
 */
export async function pushOutput(
  directory: string,
  { reference, settings }: PushTarget,
  { isPrivate, isJson, isQuiet, signal }: PushChoices,
  context: CommandContext,
): Promise<void> {
  const progress = createProgress(context, isQuiet);
  try {
    const pushed = await pushFolder(directory, reference, {
      settings,
      signal,
      isPrivate,
      title: 'Add spatial questions and answers',
      tags: await formatTags(directory),
      onStart: (files) => progress.start(files, 'files'),
      onFiles: (files) => progress.advance(files),
    }).catch((error: unknown) => {
      throw withOutput(error, directory, reference);
    });
    progress.stop();
    await print(pushed, reference, isJson, context);
  } finally {
    progress.stop();
  }
}

/** LeRobot finds a dataset on the hub by a tag that is the version of its format. */
async function formatTags(directory: string): Promise<readonly string[]> {
  const text = await readFile(join(directory, 'meta/info.json'), 'utf8').catch(() => '{}');
  const { codebase_version: version } = JSON.parse(text) as { readonly codebase_version?: unknown };
  return typeof version === 'string' ? [version] : [];
}

function withOutput(error: unknown, directory: string, { name, type }: HubReference): unknown {
  if (!InspireError.isInstance(error)) return error;
  const { code, message, at, fix = '' } = error;
  return new InspireError({
    code,
    message,
    ...(at === undefined ? {} : { at }),
    fix: `${fix}; the output is whole, and hf upload ${name} ${directory} --repo-type ${type} sends it alone`,
    cause: error,
  });
}

async function print(
  { commit, url }: Pushed,
  { name }: HubReference,
  isJson: boolean,
  context: CommandContext,
): Promise<void> {
  const line = isJson
    ? JSON.stringify({ pushed: { name, commit, url } })
    : `pushed to ${colours(context).bold(url)}, commit ${commit.slice(0, 10)}`;
  await writeLines(context.output, [line]);
}
