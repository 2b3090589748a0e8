import type { Bindings, Vector } from './bindings.js';

/** Bytes of a text in a vector: its length, then the text itself or where it is. */
const textBytes = 16;

/**
 * Writes texts into a vector. Each that occurs several times is handed over once, and its entry copied to the other
 * rows, since most texts of a dataset stand in many frames.
 */
export function writeTexts(bindings: Bindings, vector: Vector, texts: readonly string[]): void {
  const firstRows = new Map<string, number>();
  const rows = new Uint32Array(texts.length);
  for (const [row, text] of texts.entries()) {
    const known = firstRows.get(text);
    if (known === undefined) {
      firstRows.set(text, row);
      bindings.vector_assign_string_element(vector, row, text);
    }
    rows[row] = known ?? row;
  }
  if (firstRows.size === texts.length) return;
  const bytes = bindings.vector_get_data(vector, texts.length * textBytes);
  const entries = new Uint32Array(bytes.slice().buffer);
  for (let place = 0; place < entries.length; place += 1) {
    entries[place] = entries[((rows[place >> 2] ?? 0) << 2) | (place & 3)] ?? 0;
  }
  bindings.copy_data_to_vector(vector, 0, entries.buffer, 0, entries.byteLength);
}
