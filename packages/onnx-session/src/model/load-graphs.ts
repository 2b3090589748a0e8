import type { ModelManifest } from '../manifest/manifest.js';
import type { OnnxGraphOptions, OnnxRuntime } from '../runtime/runtime.js';
import { type DecoderTraits, readDecoderTraits } from './decoder-traits.js';
import { checkInput, checkNoOther, checkOutput, type NamedGraph } from './graph-checks.js';
import type { ModelFiles } from './model-files.js';
import type { ModelOptions } from './options.js';
import { unloadedGraph } from './unloaded-graph.js';
import { createFullMap, createPrunedMap, parseKeptIds, type VocabularyMap } from './vocabulary-map.js';

/** Weights in memory, shared by all sessions. */
export interface LoadedModel {
  readonly runtime: OnnxRuntime;
  readonly manifest: ModelManifest;
  readonly traits: DecoderTraits;
  readonly vocabulary: VocabularyMap;
  readonly decoder: NamedGraph;
  /** Null where the decoder takes ids. */
  readonly embedTokens: NamedGraph | null;
  readonly visionEncoder: NamedGraph | null;
}

/** Loads the graphs of a model and checks them against the manifest; frees them where one does not fit. */
export async function loadGraphs(
  manifest: ModelManifest,
  files: ModelFiles,
  runtime: OnnxRuntime,
  options: ModelOptions,
): Promise<LoadedModel> {
  const { graphs } = manifest;
  const loaded: NamedGraph[] = [];
  const load = async (file: string): Promise<NamedGraph> => {
    const named = { file, graph: await createGraph(file, files, runtime, options) };
    loaded.push(named);
    return named;
  };
  try {
    const vocabulary = await loadVocabulary(manifest, files);
    const decoder = await load(graphs.decoder);
    const traits = readDecoderTraits(decoder, manifest, vocabulary.rows);
    const embedTokens = graphs.layout === 'split' ? await load(graphs.embedTokens) : null;
    if (embedTokens !== null) checkEmbedding(embedTokens, manifest);
    const visionEncoder = graphs.visionEncoder === null ? null : await load(graphs.visionEncoder);
    if (visionEncoder !== null) checkVision(visionEncoder, manifest);
    return { runtime, manifest, traits, vocabulary, decoder, embedTokens, visionEncoder };
  } catch (error) {
    await Promise.allSettled(loaded.map(({ graph }) => graph.release()));
    throw error;
  }
}

async function createGraph(
  file: string,
  files: ModelFiles,
  runtime: OnnxRuntime,
  { threads, memoryArena, executionProviders }: ModelOptions,
) {
  const { graph, externalData } = await files.graph(file);
  const graphOptions: OnnxGraphOptions = {
    ...(threads === undefined ? {} : { intraOpNumThreads: threads }),
    ...(memoryArena === undefined ? {} : { enableCpuMemArena: memoryArena }),
    ...(executionProviders === undefined ? {} : { executionProviders: [...executionProviders] }),
    ...(externalData === undefined ? {} : { externalData }),
  };
  try {
    return await runtime.InferenceSession.create(graph, graphOptions);
  } catch (cause) {
    throw unloadedGraph(file, executionProviders ?? [], cause);
  }
}

async function loadVocabulary({ vocabulary }: ModelManifest, files: ModelFiles): Promise<VocabularyMap> {
  const { size, kept } = vocabulary;
  if (kept === null) return createFullMap(size);
  return createPrunedMap(size, parseKeptIds(await files.text(kept), kept), kept);
}

function checkEmbedding(named: NamedGraph, { dimensions }: ModelManifest): void {
  checkInput(named, 'input_ids', [null, null]);
  checkNoOther(named, ['input_ids']);
  checkOutput(named, 'inputs_embeds', [null, null, dimensions.hiddenSize]);
}

function checkVision(named: NamedGraph, { images, dimensions }: ModelManifest): void {
  if (images === null) return;
  checkInput(named, 'pixel_values', [null, 3 * images.normalizations.length, images.height, images.width]);
  checkNoOther(named, ['pixel_values']);
  checkOutput(named, 'image_features', [null, images.positions, dimensions.hiddenSize]);
}
