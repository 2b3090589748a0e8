import type { TabletopEvaluation } from './evaluate.js';

/** A sentence for each way in which episodes ended before their time, where some did. */
export function countEndings({
  undecodable,
  tooLong,
  broken,
}: TabletopEvaluation['summary']): readonly string[] {
  const endings = [
    [undecodable, 'with what is no action'],
    [tooLong, 'as what was asked is more than the model’s context holds'],
    [broken, 'as the physics went wrong'],
  ] as const;
  return endings.flatMap(([count, how]) => (count === undefined ? [] : [`${count} episodes ended ${how}`]));
}
