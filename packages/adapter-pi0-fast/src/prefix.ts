import { createCache } from './cache.js';
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
 * @throws InspireError `TOKENIZER_MISMATCH` for a tokenizer that merges tokens over the bounds of bins.
 */
export function createPrefixEncoder({ encode, encodeTwo }: TextTokenizer): PrefixEncoder {
  const stateKey = encodeTwo('Task: x', ', State:')[1];
  const end = encodeTwo('State: 0', ';\n')[1];
  const withState = createCache<Prefix>(cacheLimit);
  const withoutState = createCache<Prefix>(cacheLimit);
  const binIds = createCache<readonly number[]>(cacheLimit);
  const idsOf = (bin: number) => binIds(String(bin), () => encodeTwo('State:', ` ${bin}`)[1]);

  function prefixOf(instruction: string, state: readonly number[] | null): Prefix {
    const task = `Task: ${clean(instruction)}`;
    if (state === null || state.length === 0) {
      return withoutState(task, () => {
        const [ids, tail] = encodeTwo(task, ';\n');
        return { instruction: ids, state: [], end: tail };
      });
    }
    const head = withState(task, () => {
      const [ids, key] = encodeTwo(task, ', State:');
      return { instruction: ids, state: key, end };
    });
    return { ...head, state: [...head.state, ...discretizeState(state).flatMap(idsOf)] };
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

/** As the reference cleans a task; underscores stand for spaces in LIBERO's file names. */
function clean(instruction: string): string {
  return instruction.toLowerCase().trim().replaceAll('_', ' ');
}
