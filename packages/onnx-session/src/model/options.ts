/** How a model is run. */
export interface ModelOptions {
  /** Threads of one operator; default onnxruntime's own choice, a thread per core. */
  readonly threads?: number;
  /** Whether freed memory is kept for the next pass: faster, but it is not given back. Default true. */
  readonly memoryArena?: boolean;
  /** Where graphs run, by onnxruntime's names, the first that can: e.g. `cuda`, `coreml`, `webgpu`. Default `cpu`. */
  readonly executionProviders?: readonly string[];
}
