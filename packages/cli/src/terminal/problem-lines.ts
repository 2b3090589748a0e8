import type { Problem } from '../annotate/metadata.js';
import { groupBy } from '../group-by.js';

/** What of a source is not taken over, or only assumed, for a person. */
export function noteLines(omitted: readonly string[]): readonly string[] {
  return omitted.map((reason) => `note: ${reason}`);
}

/** Problems for a person: those with the same text are one line, with the first place and how many there are. */
export function problemLines(problems: readonly Problem[]): readonly string[] {
  return [...groupBy(problems, ({ message }) => message)].map(([message, [first, ...others]]) => {
    const more = others.length === 0 ? '' : ` and ${others.length} more`;
    return `problem: ${message} (${first?.at}${more})`;
  });
}
