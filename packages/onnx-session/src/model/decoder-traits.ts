import { misfit } from '../errors.js';
import type { ModelManifest } from '../manifest/manifest.js';
import { checkInput, checkNoOther, checkOutput, inputOf, type NamedGraph } from './graph-checks.js';

/** What a decoder graph takes beside embeddings and cache. */
export interface DecoderTraits {
  /** `additive`: a mask [1, 1, queries, slots] of 0 and −Infinity. `flags`: which slots count [1, slots]; causal only. */
  readonly mask: 'additive' | 'flags';
  readonly cacheType: 'float32' | 'float16';
  /** Which logits it computes: of the positions that it is told, of the last so many, or of all. */
  readonly logits: 'chosen' | 'last' | 'all';
  /** What it gives of the cache: keys and values of the new positions, or the whole with them appended. */
  readonly cache: 'appended' | 'whole';
  readonly hasPositions: boolean;
}

/**
 * Checks a decoder against its manifest.
 *
 * @param rows - of the embedding.
 * @throws InspireError `GRAPH_INPUT`, `GRAPH_OUTPUT`, `GRAPH_SHAPE`, `GRAPH_TYPE`, naming the file and both values.
 */
export function readDecoderTraits(decoder: NamedGraph, manifest: ModelManifest, rows: number): DecoderTraits {
  const { dimensions, graphs, images } = manifest;
  const { layers, keyValueHeads, headSize, hiddenSize } = dimensions;
  const cacheNames = Array.from({ length: layers }, (_, layer) => layer).flatMap((layer) =>
    (['key', 'value'] as const).map((kind) => `${layer}.${kind}`),
  );
  const entries =
    graphs.layout === 'split'
      ? [checkInput(decoder, 'inputs_embeds', [null, null, hiddenSize])]
      : [
          checkInput(decoder, 'input_ids', [null, null]),
          ...imageInputs(decoder, images !== null, hiddenSize),
        ];
  const cacheShape = [null, keyValueHeads, null, headSize];
  const caches = cacheNames.map((name) => checkInput(decoder, `past_key_values.${name}`, cacheShape));
  const isAppended = decoder.graph.outputMetadata.some(({ name }) => name.startsWith('appended.'));
  for (const name of cacheNames)
    checkOutput(decoder, `${isAppended ? 'appended' : 'present'}.${name}`, cacheShape);
  checkOutput(decoder, 'logits', [null, null, rows]);
  const mask = inputOf(decoder, 'attention_mask');
  const isAdditive = mask?.shape?.length === 4;
  checkInput(decoder, 'attention_mask', isAdditive ? [null, null, null, null] : [null, null]);
  if (!isAdditive && images?.attention === 'block')
    throw misfit(
      'GRAPH_INPUT',
      'the manifest wants block attention, the graph has a mask of flags only',
      decoder.file,
    );
  const optional = ['position_ids', 'num_logits_to_keep', 'logit_positions'];
  checkNoOther(decoder, [...[...entries, ...caches].map(({ name }) => name), 'attention_mask', ...optional]);
  const cacheType = caches[0]?.type;
  if (cacheType !== 'float32' && cacheType !== 'float16')
    throw misfit('GRAPH_TYPE', `the cache is ${cacheType}, not float32 or float16`, decoder.file);
  const hasPositions = inputOf(decoder, 'position_ids') !== undefined;
  if (isAppended && !hasPositions)
    throw misfit(
      'GRAPH_INPUT',
      'a graph that gives new keys and values alone is told its positions, and this one has no position_ids',
      decoder.file,
    );
  return {
    mask: isAdditive ? 'additive' : 'flags',
    cacheType,
    logits: logitsOf(decoder),
    cache: isAppended ? 'appended' : 'whole',
    hasPositions,
  };
}

function logitsOf(decoder: NamedGraph): DecoderTraits['logits'] {
  if (inputOf(decoder, 'logit_positions') !== undefined) return 'chosen';
  return inputOf(decoder, 'num_logits_to_keep') === undefined ? 'all' : 'last';
}

function imageInputs(decoder: NamedGraph, hasImages: boolean, hiddenSize: number) {
  if (!hasImages) return [];
  return [
    checkInput(decoder, 'image_features', [null, hiddenSize]),
    checkInput(decoder, 'sequence_order', [null]),
  ];
}
