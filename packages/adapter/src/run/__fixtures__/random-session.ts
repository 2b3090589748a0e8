import { type ImagePosition, type Logits, logitRows, type VlaSession } from '../../index.js';

/** A call of `extend`. */
export interface RecordedCall {
  readonly ids: readonly number[];
  readonly attention: string;
  readonly images: readonly ImagePosition[];
  readonly rows: number;
}

/** What a session was asked, call by call. */
export interface RecordedSession extends VlaSession {
  readonly calls: readonly RecordedCall[];
  /** All that the model has seen, images as negative numbers. */
  readonly seen: readonly number[];
}

/**
 * A model whose logits are random, but a function of all that it has seen: however the same ids are cut into calls,
 * it says the same.
 */
export function createRandomSession(seed: number, vocabularySize: number, imageLength = 3): RecordedSession {
  const seen: number[] = [];
  const calls: RecordedCall[] = [];
  return {
    calls,
    seen,
    get length() {
      return seen.length;
    },
    async extend(ids, { logits, attention = 'causal', images = [] }): Promise<Logits> {
      const rows: Float32Array[] = [];
      for (const [index, id] of ids.entries()) {
        for (const { position } of images) {
          if (position === index) for (let part = 0; part < imageLength; part += 1) seen.push(-1 - part);
        }
        seen.push(id);
        rows.push(randomRow(seed, seen, vocabularySize));
      }
      const wanted = logitRows(logits, ids.length);
      calls.push({ ids, attention, images, rows: wanted.length });
      const values = new Float32Array(wanted.length * vocabularySize);
      for (const [row, index] of wanted.entries()) values.set(rows[index] ?? [], row * vocabularySize);
      return { rows: wanted.length, vocabularySize, values };
    },
    rewind(length) {
      if (length < 0 || length > seen.length) throw new RangeError(`rewind to ${length} of ${seen.length}`);
      seen.length = length;
    },
    close: async () => {},
  };
}

function randomRow(seed: number, seen: readonly number[], size: number): Float32Array {
  let state = seen.reduce((hash, value) => Math.imul(hash ^ (value + 0x9e37), 0x01000193) >>> 0, seed ^ 0x811c9dc5);
  return Float32Array.from({ length: size }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state / 2 ** 32 - 0.5) * 8;
  });
}
