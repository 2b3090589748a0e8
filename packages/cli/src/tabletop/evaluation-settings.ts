import type { Split } from '@inspire-vla/tabletop';
import type { AnswerSource } from './forced-answers.js';

/** What was measured: all that a rate depends on besides the policy and the tasks. */
export interface EvaluationSettings {
  /** Where the answers of the policy come from. */
  readonly answers: AnswerSource;
  /** 0: the likeliest actions. */
  readonly temperature: number;
  readonly seeds: readonly number[];
  /** Ticks of an episode; null: the tasks' own limits. */
  readonly limit: number | null;
  /** Actions of a chunk that are done before the policy is asked again; null: all. */
  readonly replan: number | null;
  /** Pixels square, of what the policy sees. */
  readonly imageSize: number;
  readonly splitVersion: number;
  readonly splitChecksum: string;
}

/** Puts the settings of an evaluation together, in the order in which they are told. */
export function settingsOf(
  options: Pick<EvaluationSettings, 'answers' | 'temperature' | 'seeds' | 'imageSize'> & {
    readonly limit?: number;
    readonly replan?: number;
  },
  { version, checksum }: Split,
): EvaluationSettings {
  const { answers, temperature, seeds, limit = null, replan = null, imageSize } = options;
  const given = { answers, temperature, seeds, limit, replan, imageSize };
  return { ...given, splitVersion: version, splitChecksum: checksum };
}
