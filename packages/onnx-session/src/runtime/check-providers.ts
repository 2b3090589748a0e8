import { InspireError } from '@inspire-vla/adapter';
import type { OnnxRuntime } from './runtime.js';

/**
 * Refuses execution providers that a runtime has not; onnxruntime would leave them out without a word where another is
 * named beside them.
 *
 * @throws InspireError `PROVIDER_UNKNOWN`, with those that there are.
 */
export function checkProviders(runtime: OnnxRuntime, wanted: readonly string[]): void {
  const known = runtime.listSupportedBackends?.().map(({ name }) => name);
  const unknown = wanted.filter((name) => known?.includes(name) === false);
  if (known === undefined || unknown.length === 0) return;
  throw new InspireError({
    code: 'PROVIDER_UNKNOWN',
    message: `onnxruntime has no execution provider ${unknown.join(', ')} here`,
    at: 'execution providers',
    fix: `give one or more of: ${known.join(', ')}`,
  });
}
