import { expect, it } from 'vitest';
import { parseManifest } from '../manifest/parse-manifest.js';
import { openModel } from '../open-model.js';
import type { OnnxGraph, OnnxRuntime, OnnxTensor, OnnxValueMetadata } from '../runtime/runtime.js';
import { tensorsAlone } from './__fixtures__/tensors-alone.js';

const vocabularySize = 16;

const manifest = parseManifest(
  JSON.stringify({
    formatVersion: 1,
    ...{ name: 'counting', adapter: 'none', tokenizer: 'none', codec: null, statistics: null },
    training: { formulation: 'direction-1d', words: 'paper', order: 'vqa-first' },
    images: null,
    graphs: { layout: 'single', decoder: 'model.onnx', visionEncoder: null },
    dimensions: { layers: 1, keyValueHeads: 1, headSize: 1, hiddenSize: 1, contextLength: 100 },
    vocabulary: { size: vocabularySize, kept: null },
    precision: 'float32',
    files: { 'model.onnx': { bytes: 1, sha256: '0'.repeat(64) } },
  }),
);

const value = (name: string, shape: OnnxValueMetadata['shape']): OnnxValueMetadata => ({
  ...{ name, isTensor: true, type: 'float32' },
  ...(shape === undefined ? {} : { shape }),
});
const cached = (part: 'present' | 'past_key_values' | 'appended') => [
  value(`${part}.0.key`, ['batch', 1, 'slots', 1]),
  value(`${part}.0.value`, ['batch', 1, 'slots', 1]),
];

/** A graph without `position_ids`, which predicts the position of each id: the number of slots before it. */
function countingGraph(gives: 'present' | 'appended'): OnnxGraph {
  const floats = (data: Float32Array, dims: readonly number[]): OnnxTensor =>
    new tensorsAlone.Tensor('float32', data, dims);
  return {
    inputMetadata: [
      value('input_ids', ['batch', 'ids']),
      value('attention_mask', ['batch', 'slots']),
      ...cached('past_key_values'),
    ],
    outputMetadata: [value('logits', ['batch', 'ids', vocabularySize]), ...cached(gives)],
    async run({ input_ids: ids, 'past_key_values.0.key': past }) {
      const [before, count] = [past?.dims[2] ?? 0, ids?.dims[1] ?? 0];
      const logits = new Float32Array(count * vocabularySize);
      for (let row = 0; row < count; row += 1) logits[row * vocabularySize + before + row] = 1;
      const whole = floats(new Float32Array(before + count), [1, 1, before + count, 1]);
      return {
        ...{ 'present.0.key': whole, 'present.0.value': whole },
        logits: floats(logits, [1, count, vocabularySize]),
      };
    },
    release: async () => {},
  };
}

function open(gives: 'present' | 'appended') {
  const InferenceSession = { create: async () => countingGraph(gives) };
  const runtime: OnnxRuntime = { ...tensorsAlone, InferenceSession };
  return openModel({ manifest, runtime, read: async () => new Uint8Array(1) });
}

it('a graph that counts its slots sees the same positions after a rewind as without', async () => {
  const model = await open('present');
  const session = await model.open({});
  const positionOf = async (ids: readonly number[]) =>
    (await session.extend(ids, { logits: 'last' })).values.indexOf(1);
  expect(await positionOf([1, 9, 9])).toBe(2);
  session.rewind(1);
  expect(await positionOf([2])).toBe(1);
  expect(await positionOf([3, 4])).toBe(3);
  session.rewind(3);
  expect(await positionOf([5])).toBe(3);
});

it('a graph that counts its slots, but gives new ones alone, is refused', async () => {
  await expect(open('appended')).rejects.toMatchObject({
    code: 'GRAPH_INPUT',
    message: expect.stringContaining('position_ids'),
  });
});
