/** What {@link createInstructionLookup} finds. */
export interface InstructionEntry<Value> {
  /** The instruction as the record spells it. */
  readonly key: string;
  readonly value: Value;
}

/**
 * Makes a look-up by instruction. Case, underscores, spaces and the stop at the end do not count, since the same task
 * is "Open the drawer." in one dataset and `open_the_drawer` in another, nor whether accents are letters of their own, as
 * in names of files on a Mac; the exact spelling comes first.
 *
 * @example
 * ```ts
 * import { createInstructionLookup } from '@inspire-vla/prompt-builder';
 *
 * createInstructionLookup({ 'open the drawer': 1 })('Open_the_drawer.')?.value; // 1
 * ```
 */
export function createInstructionLookup<Value>(
  record: Readonly<Record<string, Value>>,
): (instruction: string) => InstructionEntry<Value> | undefined {
  const exact = new Map<string, InstructionEntry<Value>>();
  const alike = new Map<string, InstructionEntry<Value>>();
  for (const [key, value] of Object.entries(record)) {
    exact.set(key, { key, value });
    const plain = plainly(key);
    if (!alike.has(plain)) alike.set(plain, { key, value });
  }
  return (instruction) => exact.get(instruction) ?? alike.get(plainly(instruction));
}

function plainly(instruction: string): string {
  const spaced = instruction
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s_]+/g, ' ')
    .trim();
  let end = spaced.length;
  // A pattern for it would look at each stop of a long row of them again and again.
  while (end > 0 && ' .!'.includes(spaced.charAt(end - 1))) end -= 1;
  return spaced.slice(0, end);
}
