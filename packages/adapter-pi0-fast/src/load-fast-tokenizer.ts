import { codecFileError } from '@inspire-vla/adapter';
import type { FastTokenizer } from './fast/byte-pairs.js';
import { parseFastTokenizer } from './fast/parse-fast-tokenizer.js';

const neededFiles =
  'give a folder with tokenizer.json and processor_config.json, e.g. of physical-intelligence/fast';

/**
 * Reads a FAST tokenizer from a folder with `tokenizer.json` and `processor_config.json`.
 *
 * @throws InspireError `CODEC_FILE`, naming the file, where one is missing or damaged.
 */
export async function loadFastTokenizer(folder: string): Promise<FastTokenizer> {
  const tokenizer = await readJson(`${folder}/tokenizer.json`);
  const processor = await readJson(`${folder}/processor_config.json`);
  try {
    return parseFastTokenizer(tokenizer, processor);
  } catch (cause) {
    throw codecFileError(folder, cause, neededFiles);
  }
}

async function readJson(file: string): Promise<unknown> {
  // Imported here, so that a browser can load the package.
  const { readFile } = await import('node:fs/promises');
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw codecFileError(file, cause, neededFiles);
  }
}
