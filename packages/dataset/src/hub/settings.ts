import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where the hub is and who asks. */
export interface HubSettings {
  /** Address without a slash at its end. */
  readonly endpoint: string;
  /** Folder of the cache that `huggingface_hub` and `@huggingface/hub` share. */
  readonly cache: string;
  /** Null for what everyone may read. */
  readonly token: string | null;
  /** Uses the cache only. */
  readonly isOffline: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Settings as all tools of Hugging Face take them from the environment: `HF_ENDPOINT`, `HF_TOKEN` (or the file that
 * `hf auth login` writes), `HF_HUB_OFFLINE`, `HF_HUB_CACHE`, `HF_HOME`.
 *
 * @param environment - default: of this process.
 *
 * @example
 * ```ts no-run
 * import { readHubSettings } from '@inspire-vla/dataset';
 *
 * const { cache, isOffline } = await readHubSettings();
 * ```
 */
export async function readHubSettings(environment: Environment = process.env): Promise<HubSettings> {
  const value = (name: string): string | undefined => environment[name]?.trim() || undefined;
  const folder = (name: string): string | undefined => expandHome(value(name));
  const home =
    folder('HF_HOME') ?? join(folder('XDG_CACHE_HOME') ?? join(homedir(), '.cache'), 'huggingface');
  const token = value('HF_TOKEN') ?? value('HUGGING_FACE_HUB_TOKEN');
  return {
    endpoint: (value('HF_ENDPOINT') ?? 'https://huggingface.co').replace(/\/+$/, ''),
    cache: resolve(folder('HF_HUB_CACHE') ?? folder('HUGGINGFACE_HUB_CACHE') ?? join(home, 'hub')),
    token: token ?? (await readTokenFile(folder('HF_TOKEN_PATH') ?? join(home, 'token'))),
    isOffline: /^(1|on|yes|true)$/i.test(value('HF_HUB_OFFLINE') ?? ''),
  };
}

function expandHome(path: string | undefined): string | undefined {
  return path?.replace(/^~(?=$|\/)/, homedir());
}

async function readTokenFile(file: string): Promise<string | null> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.trim() || null;
}
