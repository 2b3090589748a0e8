/** A tensor of onnxruntime, as far as it is used. */
export interface OnnxTensor {
  readonly type: string;
  readonly dims: readonly number[];
  /** The numbers; throws where they are on another device. */
  readonly data: unknown;
  /** Frees what is not in JavaScript's memory. */
  dispose?(): void;
}

/** What a graph says of one of its inputs or outputs. */
export interface OnnxValueMetadata {
  readonly name: string;
  readonly isTensor: boolean;
  /** Element type, e.g. `float32`. */
  readonly type?: string;
  /** A size per axis, or the name of one that is free. */
  readonly shape?: readonly (number | string)[];
}

/** A loaded graph. */
export interface OnnxGraph {
  readonly inputMetadata: readonly OnnxValueMetadata[];
  readonly outputMetadata: readonly OnnxValueMetadata[];
  run(feeds: Readonly<Record<string, OnnxTensor>>): Promise<Readonly<Record<string, OnnxTensor>>>;
  release(): Promise<void>;
}

/** Options of a graph, under onnxruntime's own names. */
export interface OnnxGraphOptions {
  executionProviders?: string[];
  intraOpNumThreads?: number;
  enableCpuMemArena?: boolean;
  /** Weights that stand beside the graph, for runtimes that are given bytes. */
  externalData?: { path: string; data: Uint8Array }[];
}

/**
 * The part of onnxruntime that is used: `onnxruntime-node`, `onnxruntime-web`, or what stands in for them.
 *
 * Structural, so that no package of theirs is needed to compile.
 */
export interface OnnxRuntime {
  /** The execution providers that it was built with, where it can say so. */
  listSupportedBackends?(): readonly { readonly name: string }[];
  readonly Tensor: new (
    type: 'float32' | 'float16' | 'int64',
    data: Float32Array | Uint16Array | BigInt64Array,
    dims: readonly number[],
  ) => OnnxTensor;
  readonly InferenceSession: {
    create(graph: string | Uint8Array, options?: OnnxGraphOptions): Promise<OnnxGraph>;
  };
}
