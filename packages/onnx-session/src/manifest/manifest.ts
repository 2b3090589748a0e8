import type { ActionGripper, Attention, Formulation, ImageSpec, Order, WordSet } from '@inspire-vla/adapter';
import type { NormalizationScheme } from '@inspire-vla/adapter/statistics';

/** Name of the manifest in a model folder. */
export const manifestName = 'inspire-model.json';

/** One way to bring pixels to the numbers that a vision tower was trained on: scaled to 0..1, then (x − mean) / std. */
export interface Normalization {
  readonly mean: readonly [red: number, green: number, blue: number];
  readonly standardDeviation: readonly [red: number, green: number, blue: number];
}

/** The pictures that a model takes, and what becomes of them. */
export interface ManifestImages extends Pick<ImageSpec, 'width' | 'height' | 'resize' | 'interpolation'> {
  /** Names by which a session is given its pictures. */
  readonly cameras: readonly string[];
  /** One for each vision tower; several are stacked as channels [3 × towers], as in DINOv2 + SigLIP. */
  readonly normalizations: readonly Normalization[];
  /** Positions that one camera takes in the sequence. */
  readonly positions: number;
  /** Whether adjoining image embeddings see each other in a causal pass, as PaliGemma's do. */
  readonly attention: Attention;
}

/** A model of transformers.js' layout: vision encoder, token embedding, and a decoder with its cache. */
export interface SplitGraphs {
  readonly layout: 'split';
  readonly embedTokens: string;
  readonly decoder: string;
  /** Null for a model of text alone. */
  readonly visionEncoder: string | null;
}

/** A model whose embedding and decoder are one graph. */
export interface SingleGraph {
  readonly layout: 'single';
  readonly decoder: string;
  readonly visionEncoder: string | null;
}

/** Sizes of a model. */
export interface ModelDimensions {
  readonly layers: number;
  /** Heads of key and value, which may be fewer than those of the query. */
  readonly keyValueHeads: number;
  readonly headSize: number;
  /** Numbers of one embedding. */
  readonly hiddenSize: number;
  /** Positions at most, image embeddings included. */
  readonly contextLength: number;
}

/** The token ids that a model knows. */
export interface ManifestVocabulary {
  /** Ids of the adapter's tokenizer: entries of a row of logits. */
  readonly size: number;
  /** A JSON file with the ids that a pruned embedding kept, ascending; null where it has them all. */
  readonly kept: string | null;
}

/** A file of a model folder. */
export interface ManifestFile {
  readonly bytes: number;
  /** 64 hexadecimal digits, lower case. */
  readonly sha256: string;
}

/** What stands in `inspire-model.json`: all that a program must know to run a model. */
export interface ModelManifest {
  readonly formatVersion: 1;
  /** For people. */
  readonly name: string;
  /** An npm package, or a path from the folder, that exports `createAdapter`. */
  readonly adapter: string;
  /** An npm package, or a path from the folder, with the tokenizer. */
  readonly tokenizer: string;
  /** The action codec as on the command line, e.g. `bins-extra`; null for the adapter's own. */
  readonly codec: string | null;
  /** The adapter's layout by name; null (default) for its own. */
  readonly variant: string | null;
  /** The file of normalisation statistics; null where actions are used as they are. */
  readonly statistics: string | null;
  /** What the model was trained to be asked. */
  readonly training: {
    readonly formulation: Formulation;
    readonly words: WordSet;
    readonly order: Order;
    /** False for the plain backbone, which is never asked. Default true. */
    readonly questions: boolean;
    /** How the actions that it was trained on have the gripper; null (default) where that is not recorded. */
    readonly actionGripper: ActionGripper | null;
    /** How its actions and state were normalised; null (default) for the way of the adapter's reference. */
    readonly normalization: NormalizationScheme | null;
    /** Actions of a chunk, for codecs that take any number; null (default) for the codec's or the adapter's own. */
    readonly horizon: number | null;
  };
  /** Null for a model of text alone. */
  readonly images: ManifestImages | null;
  readonly graphs: SplitGraphs | SingleGraph;
  readonly dimensions: ModelDimensions;
  readonly vocabulary: ManifestVocabulary;
  /** Of the weights. */
  readonly precision: 'float32' | 'float16' | 'int8';
  /** Every file of the folder that the model needs, by its path from the folder. */
  readonly files: Readonly<Record<string, ManifestFile>>;
}
