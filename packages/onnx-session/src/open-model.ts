import type { VlaModel } from '@inspire-vla/adapter';
import type { ModelManifest } from './manifest/manifest.js';
import { createModel } from './model/create-model.js';
import { loadGraphs } from './model/load-graphs.js';
import type { ModelOptions } from './model/options.js';
import type { OnnxRuntime } from './runtime/runtime.js';

/** Options of {@link openModel}. */
export interface OpenModelOptions extends ModelOptions {
  readonly manifest: ModelManifest;
  /** `onnxruntime-web`, or any other. */
  readonly runtime: OnnxRuntime;
  /** The bytes of a file that the manifest names, e.g. by `fetch`. */
  readonly read: (file: string) => Promise<Uint8Array>;
}

/**
 * Loads a model from bytes, in a browser or anywhere else. Checksums are not compared.
 *
 * @throws InspireError `GRAPH_INPUT`, `GRAPH_OUTPUT`, `GRAPH_SHAPE`, `GRAPH_TYPE`, `GRAPH_INVALID`, `VOCABULARY_INVALID`
 * for files that do not fit the manifest; `PROVIDER_UNAVAILABLE`.
 *
 * @example
 * ```ts no-run
 * import { type OnnxRuntime, openModel, parseManifest } from '@inspire-vla/onnx-session/web';
 *
 * export async function load(runtime: OnnxRuntime, folder: string) {
 *   const read = async (file: string) => {
 *     const response = await fetch(`${folder}/${file}`);
 *     return new Uint8Array(await response.arrayBuffer());
 *   };
 *   const manifest = parseManifest(new TextDecoder().decode(await read('inspire-model.json')));
 *   return openModel({ manifest, runtime, read, executionProviders: ['wasm'] });
 * }
 * ```
 */
export async function openModel({
  manifest,
  runtime,
  read,
  ...options
}: OpenModelOptions): Promise<VlaModel> {
  const files = {
    async graph(file: string) {
      const path = `${file}_data`;
      const graph = await read(file);
      if (manifest.files[path] === undefined) return { graph };
      return { graph, externalData: [{ path: path.split('/').at(-1) ?? path, data: await read(path) }] };
    },
    text: async (file: string) => new TextDecoder().decode(await read(file)),
  };
  return createModel(await loadGraphs(manifest, files, runtime, options));
}
