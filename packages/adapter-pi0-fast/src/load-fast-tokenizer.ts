import { InspireError } from '@inspire-vla/adapter';
import type { FastTokenizer } from './fast/byte-pairs.js';
import { parseFastTokenizer } from './fast/parse-fast-tokenizer.js';

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
    throw fileError(folder, cause);
  }
}

async function readJson(file: string): Promise<unknown> {
  // Imported here, so that a browser can load the package.
  const { readFile } = await import('node:fs/promises');
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw fileError(file, cause);
  }
}

function fileError(file: string, cause: unknown): InspireError {
  const isMissing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
  const reason = cause instanceof Error ? cause.message : String(cause);
  const place = InspireError.isInstance(cause) && cause.at !== undefined ? `${file}, ${cause.at}` : file;
  return new InspireError({
    code: 'CODEC_FILE',
    message: isMissing ? 'a file of the action codec is missing' : reason,
    at: place,
    fix: 'give a folder with tokenizer.json and processor_config.json, e.g. of physical-intelligence/fast',
    cause,
  });
}
