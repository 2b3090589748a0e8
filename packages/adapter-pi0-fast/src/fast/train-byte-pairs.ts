import type { BytePairs } from './byte-pairs.js';
import { createHeap } from './heap.js';
import { mergeSymbols } from './merge-symbols.js';

/** What {@link trainBytePairs} is given. */
export interface TrainingOptions {
  /** Characters that the vocabulary has even if no word does. */
  readonly alphabet: readonly string[];
  /** Pieces at most; the alphabet is kept whole even beyond. */
  readonly vocabularySize: number;
  /** Pairs seen less often are not merged. */
  readonly minimumFrequency: number;
  /** Characters of a piece must be fewer. */
  readonly maximumLength: number;
}

/** A word as ids, which merges shorten. */
interface Word {
  readonly symbols: number[];
  readonly count: number;
}

/** A pair that may be merged next: its count when it was queued, and the words that have it. */
interface Candidate {
  readonly left: number;
  readonly right: number;
  readonly count: number;
  readonly words: ReadonlySet<Word>;
}

/** Wider than any vocabulary, so that a pair of ids is one exact number. */
const stride = 2 ** 22;

/**
 * Learns a BPE: merges the most frequent pair (of equals the one with the smallest ids) until the vocabulary is full.
 *
 * Equal to the trainer of Hugging Face's tokenizers (`BpeTrainer`), piece for piece; no JavaScript library has one.
 *
 * @param texts - words spelt in the byte alphabet, and how often each occurs.
 */
export function trainBytePairs(texts: ReadonlyMap<string, number>, options: TrainingOptions): BytePairs {
  const pieces = alphabetOf(texts, options.alphabet);
  const vocabulary = new Map(pieces.map((piece, id) => [piece, id]));
  const lengths = pieces.map(() => 1);
  const merges: (readonly [string, string])[] = [];
  const pairs = createPairQueue();

  function idOf(left: number, right: number): number {
    const piece = `${pieces[left]}${pieces[right]}`;
    const known = vocabulary.get(piece);
    if (known !== undefined) return known;
    vocabulary.set(piece, pieces.length);
    lengths.push((lengths[left] ?? 0) + (lengths[right] ?? 0));
    return pieces.push(piece) - 1;
  }

  const isShort = (left: number, right: number) =>
    (lengths[left] ?? 0) + (lengths[right] ?? 0) < options.maximumLength;

  for (const [text, count] of texts) {
    const word = { symbols: Array.from(text, (character) => vocabulary.get(character) ?? 0), count };
    word.symbols.slice(1).forEach((right, index) => {
      pairs.change(word.symbols[index] ?? 0, right, 1, word);
    });
  }
  while (vocabulary.size < options.vocabularySize) {
    const candidate = pairs.next();
    if (candidate === null || candidate.count < options.minimumFrequency) break;
    const { left, right, words } = candidate;
    const merged = idOf(left, right);
    merges.push([pieces[left] ?? '', pieces[right] ?? '']);
    for (const word of words) {
      mergeSymbols(word.symbols, [left, right], merged, (first, second, change) => {
        if (change < 0 || isShort(first, second)) pairs.change(first, second, change, word);
      });
    }
  }
  return { vocabulary, merges: withoutRepeats(merges) };
}

/** Characters in the order of their code points. */
function alphabetOf(texts: ReadonlyMap<string, number>, alphabet: readonly string[]): string[] {
  const characters = new Set(alphabet);
  for (const text of texts.keys()) for (const character of text) characters.add(character);
  return [...characters].sort((left, right) => (left.codePointAt(0) ?? 0) - (right.codePointAt(0) ?? 0));
}

/** Pairs by how often they occur now. */
interface PairQueue {
  change(left: number, right: number, change: 1 | -1, word: Word): void;
  /** The most frequent pair, taken out, or null where none is left. */
  next(): Candidate | null;
}

function createPairQueue(): PairQueue {
  const counts = new Map<number, number>();
  const queue = createHeap<Candidate>(isBefore);
  // Pairs that appeared since the last merge wait here, so that each is queued once with all its words.
  const appeared = new Map<number, Set<Word>>();

  function change(left: number, right: number, sign: 1 | -1, word: Word): void {
    const pair = left * stride + right;
    counts.set(pair, (counts.get(pair) ?? 0) + sign * word.count);
    if (sign < 0) return;
    const words = appeared.get(pair);
    if (words === undefined) appeared.set(pair, new Set([word]));
    else words.add(word);
  }

  function enqueue(left: number, right: number, words: ReadonlySet<Word>): void {
    const count = counts.get(left * stride + right) ?? 0;
    if (count > 0) queue.push({ left, right, count, words });
  }

  function next(): Candidate | null {
    for (const [pair, words] of appeared) enqueue(Math.floor(pair / stride), pair % stride, words);
    appeared.clear();
    for (let candidate = queue.pop(); candidate !== undefined; candidate = queue.pop()) {
      const { left, right, count, words } = candidate;
      if (counts.get(left * stride + right) === count) return candidate;
      // Counts fall while a pair waits; it queues again with the present one.
      enqueue(left, right, words);
    }
    return null;
  }

  return { change, next };
}

function isBefore(one: Candidate, other: Candidate): boolean {
  if (one.count !== other.count) return one.count > other.count;
  return one.left === other.left ? one.right < other.right : one.left < other.left;
}

/** A piece that two pairs spell can queue a pair again; the library keeps its last rank. */
function withoutRepeats(merges: readonly (readonly [string, string])[]): BytePairs['merges'] {
  return [...new Map([...merges].reverse().map((pair) => [pair.join(' '), pair])).values()].reverse();
}
