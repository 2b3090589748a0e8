import { createCache } from '@inspire-vla/adapter';
import { discretizeState } from './state-bins.js';
import { type TextTokenizer, tokenizerMismatch } from './text-tokenizer.js';

/** What the model is told before it writes: the task and the state, as ids. */
export interface Prefix {
  readonly instruction: readonly number[];
  /** Empty where no state is given. */
  readonly state: readonly number[];
  /** The end of the line. */
  readonly end: readonly number[];
}

/** Encodes `Task: …, State: …;\n`, or `Task: …;\n` without a state. */
export type PrefixEncoder = (instruction: string, state: readonly number[] | null) => Prefix;

/** Tasks that are kept at most: those of a large dataset, a few megabytes. */
const cacheLimit = 4096;

/**
 * Makes the encoder of prefixes. Task and state bins are encoded once each: a state changes with every frame, but its
 * bins are few.
 *
 * Source: Koorye/Inspire-FAST\@43e8f4c2 src/openpi/models/tokenizer.py.
 *
 * @param cleaned - the task's text as it is written.
 * @throws InspireError `TOKENIZER_MISMATCH` for a tokenizer that merges tokens over the bounds of bins.
 */
export function createPrefixEncoder(
  { encode, encodeTwo }: TextTokenizer,
  cleaned: (instruction: string) => string,
): PrefixEncoder {
  const stateKey = encodeTwo('Task: x', ', State:')[1];
  const end = encodeTwo('State: 0', ';\n')[1];
  const withState = createCache<Prefix>(cacheLimit);
  const withoutState = createCache<Prefix>(cacheLimit);
  const binIds: (readonly number[])[] = [];

  function idsOf(bin: number): readonly number[] {
    // The smallest bin is −1.
    const known = binIds[bin + 1] ?? encodeTwo('State:', ` ${bin}`)[1];
    binIds[bin + 1] = known;
    return known;
  }

  function prefixOf(instruction: string, state: readonly number[] | null): Prefix {
    if (state === null || state.length === 0) {
      return withoutState(instruction, () => {
        const [ids, tail] = encodeTwo(`Task: ${cleaned(instruction)}`, ';\n');
        return { instruction: ids, state: [], end: tail };
      });
    }
    const head = withState(instruction, () => {
      const [ids, key] = encodeTwo(`Task: ${cleaned(instruction)}`, ', State:');
      return { instruction: ids, state: key, end };
    });
    const ids = [...head.state];
    for (const bin of discretizeState(state)) for (const id of idsOf(bin)) ids.push(id);
    return { instruction: head.instruction, state: ids, end: head.end };
  }

  checkBounds();
  return prefixOf;

  function checkBounds(): void {
    const whole = encode('Task: x, State: -1 0 10 155 -1 99;\n');
    const pieces = [...encode('Task: x'), ...stateKey, ...[-1, 0, 10, 155, -1, 99].flatMap(idsOf), ...end];
    if (whole.join() !== pieces.join())
      throw tokenizerMismatch('the tokenizer merges state bins with each other');
  }
}
