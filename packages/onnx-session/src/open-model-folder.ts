import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { VlaModel } from '@inspire-vla/adapter';
import { checkFiles } from './manifest/check-files.js';
import type { ModelManifest } from './manifest/manifest.js';
import { readManifest } from './manifest/read-manifest.js';
import { createModel } from './model/create-model.js';
import { loadGraphs } from './model/load-graphs.js';
import type { ModelOptions } from './model/options.js';
import { checkProviders } from './runtime/check-providers.js';
import { declineTelemetry } from './runtime/decline-telemetry.js';
import { loadRuntime } from './runtime/load-runtime.js';
import type { OnnxRuntime } from './runtime/runtime.js';

/** Options of {@link openModelFolder}. */
export interface OpenModelFolderOptions extends ModelOptions {
  /** Whether the SHA-256 of every file is compared, about a second per gigabyte. Default true; sizes always are. */
  readonly checksums?: boolean;
  /** Default `onnxruntime-node`, loaded only now. */
  readonly runtime?: OnnxRuntime;
}

/** A model, and what its folder says of it. */
export interface OpenedModel {
  readonly manifest: ModelManifest;
  readonly model: VlaModel;
}

/**
 * Loads the weights of a folder that `python/export` has written, and checks that all its parts fit each other.
 *
 * onnxruntime-node computes on the calling thread, so a server loads a model in a worker.
 *
 * @param folder - holds `inspire-model.json` and the files that it names.
 * @throws InspireError what `readManifest` throws; `MODEL_FILE_MISSING`, `MODEL_FILE_SIZE`, `MODEL_CHECKSUM` for files
 * that are not the manifest's; `GRAPH_INPUT`, `GRAPH_OUTPUT`, `GRAPH_SHAPE`, `GRAPH_TYPE`, `GRAPH_INVALID`,
 * `VOCABULARY_INVALID` for graphs that are not; `RUNTIME_MISSING`, `PROVIDER_UNKNOWN`, `PROVIDER_UNAVAILABLE`.
 *
 * @example
 * ```ts no-run
 * import { openModelFolder } from '@inspire-vla/onnx-session';
 *
 * const { manifest, model } = await openModelFolder('models/minivla', { threads: 4 });
 * const picture = { width: 224, height: 224, bytes: new Uint8Array(224 * 224 * 3) };
 * const session = await model.open({ primary: picture });
 * const { values } = await session.extend([151_644], { logits: 'last' });
 * console.log(manifest.name, values.length);
 * await session.close();
 * await model.close();
 * ```
 */
export async function openModelFolder(
  folder: string,
  options: OpenModelFolderOptions = {},
): Promise<OpenedModel> {
  // A runtime of the caller's own is onnxruntime-node as a rule, and reads the variable with its first model.
  declineTelemetry();
  const manifest = await readManifest(folder);
  await checkFiles(folder, manifest, options.checksums ?? true);
  const runtime = options.runtime ?? (await loadRuntime());
  checkProviders(runtime, options.executionProviders ?? []);
  const files = {
    graph: async (file: string) => ({ graph: join(folder, file) }),
    text: (file: string) => readFile(join(folder, file), 'utf8'),
  };
  return { manifest, model: createModel(await loadGraphs(manifest, files, runtime, options)) };
}
