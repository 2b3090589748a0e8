import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InspireError } from '@inspire-vla/adapter';
import { type ModelManifest, manifestName } from './manifest.js';
import { parseManifest } from './parse-manifest.js';

/**
 * Reads a model folder's manifest, without a look at the weights.
 *
 * @param folder - holds `inspire-model.json` and the files that it names.
 * @throws InspireError `MANIFEST_MISSING`, `MANIFEST_INVALID`.
 *
 * @example
 * ```ts no-run
 * import { readManifest } from '@inspire-vla/onnx-session';
 *
 * const { adapter, tokenizer, codec, training } = await readManifest('models/minivla');
 * console.log(adapter, tokenizer, codec, training.order);
 * ```
 */
export async function readManifest(folder: string): Promise<ModelManifest> {
  const path = join(folder, manifestName);
  return parseManifest(await readText(path), path);
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new InspireError({
      code: 'MANIFEST_MISSING',
      message: `${manifestName} cannot be read`,
      at: path,
      fix: 'name a folder that python/export has written',
      cause,
    });
  }
}
