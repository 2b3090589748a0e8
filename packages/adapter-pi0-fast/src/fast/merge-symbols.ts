/** Hears of a pair of ids that appears (+1) or vanishes (−1). */
export type PairListener = (left: number, right: number, change: 1 | -1) => void;

/** Merges a pair everywhere in a word, in place, from left to right. */
export function mergeSymbols(
  symbols: number[],
  [left, right]: readonly [number, number],
  merged: number,
  report: PairListener,
): void {
  let kept = 0;
  for (let place = 0; place < symbols.length; place += 1) {
    const symbol = symbols[place] as number;
    if (symbol !== left || symbols[place + 1] !== right) {
      symbols[kept++] = symbol;
      continue;
    }
    const before = kept > 0 ? symbols[kept - 1] : undefined;
    const after = symbols[place + 2];
    if (before !== undefined) {
      report(before, left, -1);
      report(before, merged, 1);
    }
    if (after !== undefined) {
      report(right, after, -1);
      report(merged, after, 1);
    }
    symbols[kept++] = merged;
    place += 1;
  }
  symbols.length = kept;
}
