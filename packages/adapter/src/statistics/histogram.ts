/** Bins between two numbers; numbers outside are not counted. */
export interface Histogram {
  /** Counts a number, `weight` times. */
  add(value: number, weight: number): void;
  /** The left edge of the bin in which the running count reaches `target`. */
  edgeAt(target: number): number;
  /** The counts in bins over another range, each moved by the left edge of its bin. */
  refitted(from: number, to: number): Histogram;
}

const bins = 5000;

/** numpy.histogram over numpy.linspace(from, to, 5001): bins are half open, the last one is closed. */
export function createHistogram(from: number, to: number): Histogram {
  const step = (to - from) / bins;
  const counts = new Float64Array(bins);
  const edge = (index: number) => (index === bins ? to : index * step + from);

  /** The last edge that is not above the value. */
  function binOf(value: number): number {
    if (value === to) return bins - 1;
    let bin = Math.min(bins - 1, Math.max(0, Math.floor((value - from) / step)));
    // The division may round to the bin beside.
    while (bin > 0 && value < edge(bin)) bin -= 1;
    while (bin < bins - 1 && value >= edge(bin + 1)) bin += 1;
    return bin;
  }

  return {
    add(value, weight) {
      if (value < from || value > to) return;
      const bin = binOf(value);
      counts[bin] = (counts[bin] ?? 0) + weight;
    },
    edgeAt(target) {
      let total = 0;
      const bin = counts.findIndex((count) => {
        total += count;
        return total >= target;
      });
      return edge(bin < 0 ? bins : bin);
    },
    refitted(low, high) {
      const wider = createHistogram(low, high);
      counts.forEach((count, bin) => {
        if (count > 0) wider.add(edge(bin), count);
      });
      return wider;
    },
  };
}
