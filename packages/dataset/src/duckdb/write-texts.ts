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
  let before: string | undefined;
  for (let row = 0; row < texts.length; row += 1) {
    const text = texts[row] as string;
    if (text === before) {
      rows[row] = rows[row - 1] as number;
      continue;
    }
    before = text;
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
  for (let row = 0, to = 0; row < texts.length; row += 1, to += 4) {
    const from = (rows[row] as number) * 4;
    entries[to] = entries[from] as number;
    entries[to + 1] = entries[from + 1] as number;
    entries[to + 2] = entries[from + 2] as number;
    entries[to + 3] = entries[from + 3] as number;
  }
  bindings.copy_data_to_vector(vector, 0, entries.buffer, 0, entries.byteLength);
}
