import type { LoadedModel } from '../model/load-graphs.js';
import type { OnnxTensor } from '../runtime/runtime.js';
import { floatsOf, floatTensor, int64Tensor } from '../runtime/tensors.js';
import type { Sequence, Stretch } from './sequence.js';

/** The decoder's inputs that say what is appended: embeddings, or ids and image features. */
export async function embed(
  model: LoadedModel,
  ids: readonly number[],
  sequence: Sequence,
): Promise<Readonly<Record<string, OnnxTensor>>> {
  const input = int64Tensor(model.runtime, model.vocabulary.toRows(ids));
  if (model.embedTokens === null) return singleGraphInputs(model, input, ids.length, sequence);
  const result = await model.embedTokens.graph.run({ input_ids: input });
  const tensor = result['inputs_embeds'];
  const embeddings = floatsOf(tensor, 'inputs_embeds');
  if (tensor !== undefined && sequence.length === ids.length) return { inputs_embeds: tensor };
  const { hiddenSize } = model.manifest.dimensions;
  const joined = new Float32Array(sequence.length * hiddenSize);
  let [to, from] = [0, 0];
  for (const stretch of sequence.stretches) {
    const length = stretch.kind === 'ids' ? stretch.ids.length * hiddenSize : stretch.embeddings.length;
    joined.set(stretch.kind === 'ids' ? embeddings.subarray(from, from + length) : stretch.embeddings, to);
    if (stretch.kind === 'ids') from += length;
    to += length;
  }
  return { inputs_embeds: floatTensor(model.runtime, joined, [1, sequence.length, hiddenSize]) };
}

/** A single graph puts ids and image features into order itself: `sequence_order` counts ids first, then features. */
function singleGraphInputs(
  { runtime, manifest }: LoadedModel,
  input: OnnxTensor,
  count: number,
  { stretches }: Sequence,
): Readonly<Record<string, OnnxTensor>> {
  if (manifest.images === null) return { input_ids: input };
  const { hiddenSize } = manifest.dimensions;
  const pictures = stretches.filter(
    (stretch): stretch is Stretch & { kind: 'image' } => stretch.kind === 'image',
  );
  const features = new Float32Array(pictures.reduce((sum, { embeddings }) => sum + embeddings.length, 0));
  const order: number[] = [];
  let [nextId, nextFeature] = [0, 0];
  for (const stretch of stretches) {
    if (stretch.kind === 'image') features.set(stretch.embeddings, nextFeature * hiddenSize);
    const length = stretch.kind === 'ids' ? stretch.ids.length : stretch.embeddings.length / hiddenSize;
    const start = stretch.kind === 'ids' ? nextId : count + nextFeature;
    for (let step = 0; step < length; step += 1) order.push(start + step);
    if (stretch.kind === 'ids') nextId += length;
    else nextFeature += length;
  }
  return {
    input_ids: input,
    image_features: floatTensor(runtime, features, [features.length / hiddenSize, hiddenSize]),
    sequence_order: int64Tensor(runtime, order, [order.length]),
  };
}
