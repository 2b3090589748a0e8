import { InspireError } from '@inspire-vla/adapter';

/** What onnxruntime says where a provider's own library, its driver or its device is missing, and the graph is not at fault. */
const providerFailed = /AppendExecutionProvider|load shared library|CUDA failure/i;

/** The error for a graph that onnxruntime did not load. */
export function unloadedGraph(
  file: string,
  executionProviders: readonly string[],
  cause: unknown,
): InspireError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (executionProviders.length > 0 && providerFailed.test(reason)) {
    return new InspireError({
      code: 'PROVIDER_UNAVAILABLE',
      message: `the execution provider ${executionProviders.join(', ')} cannot be used here: ${reason}`,
      at: 'execution providers',
      fix: 'install onnxruntime-node without --ignore-scripts, so that it fetches its libraries for CUDA, and the drivers of the device; or leave the provider out, for the CPU',
      cause,
    });
  }
  return new InspireError({
    code: 'GRAPH_INVALID',
    message: `onnxruntime cannot load the graph: ${reason}`,
    at: file,
    fix: 'export it anew, or choose another execution provider',
    cause,
  });
}
