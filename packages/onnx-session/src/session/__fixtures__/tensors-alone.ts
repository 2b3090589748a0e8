import type { OnnxRuntime } from '../../runtime/runtime.js';

/** A runtime that has tensors, and no graphs. */
export const tensorsAlone: OnnxRuntime = {
  Tensor: class {
    constructor(
      readonly type: string,
      readonly data: unknown,
      readonly dims: readonly number[],
    ) {}
  },
  InferenceSession: { create: () => Promise.reject(new Error('no graphs here')) },
};
