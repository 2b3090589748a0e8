import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ActionChunk } from '@inspire-vla/adapter';
import { fitFastTokenizer, parseFastTokenizer } from '../index.js';
import { fastFolder } from './goldens.js';

/** Smooth chunks of two shapes, the same every time. */
export const smoothChunks: readonly ActionChunk[] = Array.from({ length: 60 }, (_, index) =>
  Array.from({ length: index % 2 === 0 ? 5 : 8 }, (_, step) =>
    Array.from({ length: 4 }, (_, place) =>
      place === 3 ? Math.sign(Math.sin(index)) : Math.sin(index * 2 + step * 0.3 + place),
    ),
  ),
);

/** A tokenizer of our own, for tests that need no files from outside. */
export const smallFast = fitFastTokenizer(smoothChunks, { vocabularySize: 400 });

/** The published FAST+ tokenizer; only where the goldens are. */
export function readFastPlus() {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(fastFolder, name), 'utf8'));
  return parseFastTokenizer(read('tokenizer.json'), read('processor_config.json'));
}

/** The same, with all bytes: it can write any chunk. */
export const byteFast = fitFastTokenizer(smoothChunks, { vocabularySize: 600, alphabet: 'bytes' });
