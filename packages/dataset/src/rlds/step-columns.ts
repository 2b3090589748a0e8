import type { Column } from '../episode.js';
import type { EpisodeInput } from '../writing/dataset-writer.js';

/**
 * An episode's columns and those of the schema that it lacks. Where the episode begins and ends is told by its length
 * alone; without a reward or an end of its own, a demonstration has reached its goal at the last step.
 */
export function stepColumns(
  { instruction, length }: EpisodeInput,
  given: ReadonlyMap<string, Column>,
  index: number,
): ReadonlyMap<string, Column> {
  const last = length - 1;
  const done = given.get('next.done');
  const made: readonly (readonly [string, Column])[] = [
    ['is_terminal', flag(length, done === undefined || Number(done[last]) !== 0 ? last : -1)],
    ['next.reward', Float32Array.from(flag(length, last))],
    ['discount', new Float32Array(length).fill(1)],
    ['language_instruction', texts(length, instruction)],
    ['episode_metadata.file_path', texts(length, `episode_${index}`)],
  ];
  return new Map([...made, ...given, ['is_first', flag(length, 0)], ['is_last', flag(length, last)]]);
}

/** 1 at one step, 0 at all others. */
function flag(length: number, step: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => Number(index === step));
}

function texts(length: number, text: string): readonly string[] {
  return Array.from({ length }, () => text);
}
