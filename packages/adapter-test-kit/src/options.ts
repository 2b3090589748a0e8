import type {
  ActionChunk,
  ActionShape,
  Formulation,
  Order,
  Tokenizer,
  VlaAdapter,
} from '@inspire-vla/adapter';

/** What a backbone may honestly lack. Everything else is required of every adapter. */
export type Capability =
  | Order
  | Formulation
  | 'no-questions'
  | 'state'
  | 'reference-loss-mask'
  | 'token-boundaries';

/** What the kit must be told of an adapter. */
export interface ConformanceOptions {
  /** Makes the adapter anew. It is called for every check, and twice to see whether both are the same. */
  readonly createAdapter: () => VlaAdapter | Promise<VlaAdapter>;
  /** The tokenizer that the adapter was made with. */
  readonly tokenizer: Tokenizer;
  /** Greatest difference of a number after encoding and decoding, in the codec's normalised units. */
  readonly actionBound: number;
  /** Range in which the bound holds. Default −1..1. */
  readonly actionRange?: readonly [low: number, high: number];
  /** Shape of the chunks to try, for a codec that takes any. Default: the shape in the adapter's example. */
  readonly shape?: ActionShape;
  /** Chunks to try, for codecs that are good only for the chunks of some distribution. Default: uniform in the range. */
  readonly sampleActions?: (seed: number) => ActionChunk;
  /** What the backbone lacks, and why: the reason stands in the test's name. */
  readonly skip?: Readonly<Partial<Record<Capability, string>>>;
  /** Seed of everything random; default 1. */
  readonly seed?: number;
  /** Random samples per property, ten times as many id sequences for the codec; default 100. */
  readonly runs?: number;
}

/** A named claim about an adapter. */
export interface Check {
  /** Stable name, e.g. `answers-decode`. */
  readonly name: string;
  /** The claim in words. */
  readonly claim: string;
  /** Why the check does not apply, in the author's words; such a check is not to be run. */
  readonly skipped?: string;
  /** @throws InspireError `ADAPTER_NONCONFORMING` naming the check, the sample and what was wrong with it. */
  readonly run: () => Promise<void>;
}
