import { InspireError } from '@inspire-vla/adapter';
import type { FastTokenizer } from './byte-pairs.js';

/**
 * Reads a FAST tokenizer from its files: `tokenizer.json` of the tokenizers library and `processor_config.json`.
 *
 * @throws InspireError `FAST_INVALID` naming the key that is missing or no part of a byte-level BPE.
 *
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises';
 * import { parseFastTokenizer } from '@inspire-vla/adapter-pi0-fast';
 *
 * export async function loadFast(folder: string) {
 *   const read = async (name: string) => JSON.parse(await readFile(`${folder}/${name}`, 'utf8'));
 *   return parseFastTokenizer(await read('tokenizer.json'), await read('processor_config.json'));
 * }
 * ```
 */
export function parseFastTokenizer(tokenizer: unknown, processor: unknown): FastTokenizer {
  const model = fieldsOf(fieldsOf(tokenizer)['model']);
  if (model['type'] !== 'BPE') throw invalid('model.type', model['type'], '"BPE"');
  const vocabulary = parseVocabulary(model['vocab']);
  const { scale, min_token: minimumToken } = fieldsOf(processor);
  if (typeof scale !== 'number' || !Number.isFinite(scale) || scale <= 0) {
    throw invalid('scale', scale, 'a positive number');
  }
  if (!Number.isSafeInteger(minimumToken)) throw invalid('min_token', minimumToken, 'an integer');
  const merges = parseMerges(model['merges'], vocabulary);
  return { vocabulary, merges, scale, minimumToken: minimumToken as number };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function parseVocabulary(value: unknown): ReadonlyMap<string, number> {
  const entries = Object.entries(fieldsOf(value));
  if (entries.length === 0) throw invalid('model.vocab', value, 'an object of ids by piece');
  const isOdd = (id: unknown) =>
    !Number.isSafeInteger(id) || (id as number) < 0 || (id as number) > maximumId;
  const odd = entries.find(([, id]) => isOdd(id));
  if (odd !== undefined) throw invalid(`model.vocab[${JSON.stringify(odd[0])}]`, odd[1], 'an id');
  return new Map(entries as [string, number][]);
}

/** A larger one would only be a damaged file; it bounds what is allocated. */
const maximumId = 1_000_000;

function parseMerges(value: unknown, vocabulary: ReadonlyMap<string, number>): FastTokenizer['merges'] {
  if (!Array.isArray(value)) throw invalid('model.merges', value, 'a list of pairs');
  return value.map((merge: unknown, index) => {
    // Older files have one string with a space, newer ones a pair.
    const pair: unknown = typeof merge === 'string' ? merge.split(' ') : merge;
    if (isPair(pair) && [...pair, pair.join('')].every((piece) => vocabulary.has(piece))) return pair;
    throw invalid(`model.merges[${index}]`, merge, 'two pieces that the vocabulary has, as their union');
  });
}

function isPair(value: unknown): value is readonly [string, string] {
  return Array.isArray(value) && value.length === 2 && value.every((piece) => typeof piece === 'string');
}

function invalid(key: string, value: unknown, wanted: string): InspireError {
  const shown = JSON.stringify(value) ?? 'missing';
  return new InspireError({
    code: 'FAST_INVALID',
    message: `${key} is ${shown.length > 80 ? `${shown.slice(0, 80)}…` : shown}, it must be ${wanted}`,
    at: key,
    fix: 'give the files of a FAST tokenizer, e.g. physical-intelligence/fast',
  });
}
