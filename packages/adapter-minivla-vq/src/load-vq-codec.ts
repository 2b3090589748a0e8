import { type ActionCodec, codecFileError } from '@inspire-vla/adapter';
import { parseSafetensors } from './safetensors.js';
import { createVqCodec, type VqCodecOptions } from './vq-codec.js';
import { parseVqConfig } from './vq-config.js';

const neededFiles =
  'give a folder with config.json and model.safetensors, ' +
  'or the common stem of <stem>.config.json and <stem>.safetensors';

/**
 * Reads a VQ codec from a folder with `config.json` and `model.safetensors`, or from `<stem>.config.json` and
 * `<stem>.safetensors`.
 *
 * @throws InspireError `CODEC_FILE`, naming the file, where one is missing, damaged, or does not fit the other.
 */
export async function loadVqCodec(
  path: string,
  options: Omit<VqCodecOptions, 'config' | 'weights'>,
): Promise<ActionCodec> {
  // Imported here, so that a browser can load the package.
  const { readFile, stat } = await import('node:fs/promises');
  const isFolder = await stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
  const files = isFolder
    ? { config: `${path}/config.json`, weights: `${path}/model.safetensors` }
    : { config: `${path}.config.json`, weights: `${path}.safetensors` };
  const config = await located(files.config, async (file) =>
    parseVqConfig(JSON.parse(await readFile(file, 'utf8'))),
  );
  return located(files.weights, async (file) =>
    createVqCodec({ ...options, config, weights: parseSafetensors(await readFile(file)) }),
  );
}

async function located<T>(file: string, read: (file: string) => Promise<T>): Promise<T> {
  try {
    return await read(file);
  } catch (cause) {
    throw codecFileError(file, cause, neededFiles);
  }
}
