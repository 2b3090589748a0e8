/** Random numbers that are the same on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform between two numbers. */
  between(lowest: number, highest: number): number;
  /** A whole number from 0 to count − 1. */
  below(count: number): number;
  /** About normal, mean 0 and deviation 1: a sum of twelve uniform numbers, never beyond 6. */
  normal(): number;
}

/**
 * Makes a generator (mulberry32) from whole numbers; each list of them gives a series of its own. Only whole-number
 * arithmetic, so that all engines agree to the last bit.
 */
export function createRandom(...seeds: readonly number[]): Random {
  let state = seeds.reduce((mixed, seed) => scramble((mixed ^ scramble(seed | 0)) + 0x9e3779b9), 0x1234567);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    between: (lowest, highest) => lowest + (highest - lowest) * next(),
    below: (count) => Math.floor(next() * count),
    normal() {
      let sum = -6;
      for (let index = 0; index < 12; index += 1) sum += next();
      return sum;
    },
  };
}

/** A whole number for a text, to seed with (FNV-1a). */
export function seedOfText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash | 0;
}

function scramble(value: number): number {
  let mixed = value | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
