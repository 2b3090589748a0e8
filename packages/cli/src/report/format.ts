/** A whole number with its thousands apart, e.g. `12,345`. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A count with its noun, e.g. `1 frame`, `2 frames`. */
export function formatCounted(count: number, noun: string): string {
  return `${formatCount(count)} ${plural(count, noun)}`;
}

/** A count with its noun, and how many of them are shown where that is not all. */
export function formatShown(shown: number, all: number, noun: string): string {
  const left = all - shown;
  const rest = left > 0 ? `, ${formatCount(shown)} shown and ${formatCount(left)} left out` : '';
  return `${formatCounted(all, noun)}${rest}`;
}

/** A noun as it stands after a count. */
export function plural(count: number, noun: string): string {
  return count === 1 ? noun : `${noun}s`;
}

/** A share from 0 to 1 in percent, e.g. `12.5 %`; what is not quite nothing or all is never rounded to it. */
export function formatShare(share: number): string {
  const percentage = 100 * share;
  if (percentage > 0 && percentage < 0.1) return '< 0.1 %';
  if (percentage < 100 && percentage > 99.9) return '> 99.9 %';
  return `${percentage.toFixed(1)} %`;
}

/** A frame's time from the beginning, e.g. `1.25 s`. */
export function formatTime(frame: number, fps: number): string {
  return `${(fps > 0 ? frame / fps : 0).toFixed(2)} s`;
}

/** Metres with a true minus sign, e.g. `−0.05 m`. */
export function formatMetres(value: number): string {
  return `${value.toFixed(2).replace('-', '−')} m`;
}

/** A share of a width or height for an attribute, e.g. `12.5%`. */
export function percent(share: number): string {
  return `${Number((100 * share).toFixed(3))}%`;
}
