import { InspireError } from '@inspire-vla/adapter';
import type { OnnxRuntime } from './runtime.js';

/**
 * Loads `onnxruntime-node`, only now: its native library takes tens of megabytes.
 *
 * @throws InspireError `RUNTIME_MISSING` where it is not installed.
 */
export async function loadRuntime(): Promise<OnnxRuntime> {
  try {
    return await import('onnxruntime-node');
  } catch (cause) {
    throw new InspireError({
      code: 'RUNTIME_MISSING',
      message: 'onnxruntime-node cannot be loaded',
      at: 'openModelFolder',
      // Its install script fetches what CUDA wants and fails without a network; what the CPU wants is in the package.
      fix: 'npm install --ignore-scripts onnxruntime-node@1.30.0 (without --ignore-scripts for CUDA), or give another runtime',
      cause,
    });
  }
}
