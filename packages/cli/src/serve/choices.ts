import type { ActionGripper } from '@inspire-vla/adapter';
import type { NormalizationScheme } from '@inspire-vla/adapter/statistics';
import type { ObjectOverrides } from '../annotate/object-overrides.js';

/** What the user chose about a model, as plain data: it goes to another thread. */
export interface ModelChoices {
  /** A folder with `inspire-model.json`. */
  readonly model: string;
  /** In place of the manifest's. */
  readonly adapter?: string;
  readonly tokenizer?: string;
  readonly codec?: string;
  /** A file of statistics. */
  readonly statistics?: string;
  /** How the numbers were normalised. */
  readonly normalization?: NormalizationScheme;
  /** Whose of the statistics are meant, where there are several. */
  readonly dataset?: string;
  /** How the robot's actions have the gripper. */
  readonly actionGripper?: ActionGripper;
  /** Objects by instruction, in place of those that are found. */
  readonly objects?: ObjectOverrides;
  /** Shape of the chunks, for codecs that take any. */
  readonly horizon?: number;
  readonly dimensions?: number;
  /** `skip`: the plain policy, without questions. */
  readonly questions: 'ask' | 'skip';
  readonly speculate: boolean;
  readonly askEvery: number;
  /** Milliseconds that one step may take. */
  readonly deadline?: number;
  readonly temperature: number;
  readonly seed: number;
  readonly threads?: number;
  readonly executionProviders?: readonly string[];
  /** Whether the files' SHA-256 are compared. */
  readonly checksums: boolean;
  /** Whether the model folder may name code of its own: not where it was downloaded. */
  readonly isTrusted: boolean;
}
