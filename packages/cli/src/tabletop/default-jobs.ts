import { availableParallelism, freemem } from 'node:os';
import type { PolicyChoice } from './requests.js';

/** Bytes that a thread takes for its world and its engine. */
const worldBytes = 200e6;

/** What a loaded model takes, as parts of its files: weights, and what is computed with them. */
const modelFactor = 1.5;

/** The part of what is free that the threads may take. */
const share = 0.8;

/**
 * How many threads an evaluation runs where nobody says: as many as there are cores, and fewer where a model folder, which
 * every thread loads for itself, would not fit into what is free of the memory so often.
 *
 * @param free - bytes; default: of this machine.
 * @throws InspireError what `readManifest` raises.
 */
export async function defaultJobs(
  policies: readonly PolicyChoice[],
  free = freemem(),
  cores = availableParallelism(),
): Promise<number> {
  const sizes = await Promise.all(policies.map(sizeOf));
  // Policies run one after the other.
  const each = worldBytes + modelFactor * Math.max(0, ...sizes);
  return Math.max(1, Math.min(cores, Math.floor((share * free) / each)));
}

async function sizeOf(policy: PolicyChoice): Promise<number> {
  if (policy.kind !== 'model') return 0;
  const { readManifest } = await import('@inspire-vla/onnx-session');
  const { files } = await readManifest(policy.folder);
  return Object.values(files).reduce((sum, { bytes }) => sum + bytes, 0);
}
