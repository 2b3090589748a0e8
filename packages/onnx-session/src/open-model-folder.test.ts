import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type FixtureName, fixtureFolder, openFixture } from './__fixtures__/fixtures.js';
import type { ModelManifest } from './manifest/manifest.js';
import { readManifest } from './manifest/read-manifest.js';
import { openModelFolder } from './open-model-folder.js';
import type { OnnxRuntime } from './runtime/runtime.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'model-'));
});

afterEach(() => rm(folder, { recursive: true }));
afterEach(() => vi.unstubAllEnvs());

/** Copies a fixture and changes its manifest. */
async function copy(
  name: FixtureName,
  change: (manifest: ModelManifest) => Partial<ModelManifest> = () => ({}),
): Promise<void> {
  await cp(fixtureFolder(name), folder, { recursive: true });
  const manifest = await readManifest(folder);
  await writeFile(join(folder, 'inspire-model.json'), JSON.stringify({ ...manifest, ...change(manifest) }));
}

const refusal = (code: string, at: string, ...texts: readonly string[]) =>
  expect.objectContaining({
    code,
    at: expect.stringContaining(at),
    message: expect.stringMatching(new RegExp(texts.join('.*'))),
  });

describe('a model folder', () => {
  it.each([undefined, '0'])(
    'declines telemetry for a runtime that is given, unless the environment says %s',
    async (set) => {
      vi.stubEnv('ORT_DISABLE_TELEMETRY', set);
      const seen: (string | undefined)[] = [];
      const runtime: OnnxRuntime = {
        listSupportedBackends() {
          seen.push(process.env['ORT_DISABLE_TELEMETRY']);
          return [];
        },
        Tensor: class {
          readonly type = 'none';
          readonly dims = [];
          readonly data = null;
        },
        InferenceSession: { create: () => Promise.reject(new Error('no graph')) },
      };
      await copy('text-single');
      await expect(openModelFolder(folder, { runtime })).rejects.toThrow();
      expect(seen).toEqual([set ?? '1']);
    },
  );

  it('that is not there is refused', async () => {
    const missing = openModelFolder(join(folder, 'none'));
    await expect(missing).rejects.toEqual(refusal('MANIFEST_MISSING', 'none'));
  });

  it('in which a file is missing is refused by name', async () => {
    await copy('text-single');
    await rm(join(folder, 'model.onnx'));
    await expect(openModelFolder(folder)).rejects.toEqual(refusal('MODEL_FILE_MISSING', 'model.onnx'));
  });

  it('in which a file has another size is refused with both', async () => {
    await copy('text-single');
    const bytes = await readFile(join(folder, 'model.onnx'));
    await writeFile(join(folder, 'model.onnx'), bytes.subarray(1));
    const sizes = [`${bytes.length - 1}`, `${bytes.length}`];
    await expect(openModelFolder(folder)).rejects.toEqual(refusal('MODEL_FILE_SIZE', 'model.onnx', ...sizes));
  });

  it('in which one byte of a file is another is refused with both checksums, unless they are not compared', async () => {
    await copy('text-pruned');
    const path = join(folder, 'embed_tokens.onnx');
    const bytes = await readFile(path);
    // In the last weight.
    const place = bytes.length - 200;
    bytes[place] = (bytes[place] ?? 0) ^ 1;
    await writeFile(path, bytes);
    const { files } = await readManifest(folder);
    const sums = ['SHA-256 is [0-9a-f]{64}', files['embed_tokens.onnx']?.sha256 ?? 'missing'];
    await expect(openModelFolder(folder)).rejects.toEqual(
      refusal('MODEL_CHECKSUM', 'embed_tokens.onnx', ...sums),
    );
    const { model } = await openModelFolder(folder, { checksums: false });
    await model.close();
  });

  it.each([
    ['layers', 3, 'GRAPH_INPUT', ['past_key_values.2.key']],
    ['keyValueHeads', 4, 'GRAPH_SHAPE', ['past_key_values.0.key', '2, past, 8', 'any, 4, any, 8']],
    ['headSize', 16, 'GRAPH_SHAPE', ['past_key_values.0.key', '8\\]', '16\\]']],
    ['hiddenSize', 64, 'GRAPH_SHAPE', ['inputs_embeds', '32\\]', '64\\]']],
  ] as const)('whose manifest has other %s is refused with both', async (name, value, code, texts) => {
    await copy('minivla', ({ dimensions }) => ({ dimensions: { ...dimensions, [name]: value } }));
    await expect(openModelFolder(folder)).rejects.toEqual(
      refusal(code, 'decoder_model_merged.onnx', ...texts),
    );
  });

  it('whose vocabulary is another is refused with both', async () => {
    await copy('text-flags', () => ({ vocabulary: { size: 100, kept: null } }));
    const found = openModelFolder(folder);
    await expect(found).rejects.toEqual(refusal('GRAPH_SHAPE', 'decoder', 'logits', '96\\]', '100\\]'));
  });

  it('whose pictures are others is refused with both', async () => {
    await copy('pi0-fast', ({ images }) => ({ images: images && { ...images, width: 224 } }));
    const found = openModelFolder(folder);
    await expect(found).rejects.toEqual(
      refusal('GRAPH_SHAPE', 'vision_encoder', 'pixel_values', '28, 28\\]', '28, 224\\]'),
    );
  });

  it('whose normalisations are too few is refused', async () => {
    await copy('minivla', ({ images }) => ({
      images: images && { ...images, normalizations: images.normalizations.slice(0, 1) },
    }));
    await expect(openModelFolder(folder)).rejects.toEqual(
      refusal('GRAPH_SHAPE', 'vision_encoder', 'pixel_values', ', 6, 28', ', 3, 28'),
    );
  });

  it('whose graphs stand in each other’s place is refused', async () => {
    await copy('pi0-fast', ({ graphs }) => ({
      graphs: { ...graphs, decoder: graphs.visionEncoder ?? '', visionEncoder: graphs.decoder },
    }));
    await expect(openModelFolder(folder)).rejects.toEqual(
      refusal('GRAPH_INPUT', 'vision_encoder.onnx', 'no input "inputs_embeds", but pixel_values'),
    );
  });

  it('that wants block attention of a mask of flags is refused', async () => {
    await copy('text-flags', ({ graphs, files }) => ({
      graphs: { ...graphs, visionEncoder: 'embed_tokens.onnx' },
      files,
      images: {
        cameras: ['front'],
        width: 28,
        height: 28,
        resize: 'pad',
        interpolation: 'bilinear',
        normalizations: [{ mean: [0, 0, 0], standardDeviation: [1, 1, 1] }],
        positions: 4,
        attention: 'block',
      },
    }));
    await expect(openModelFolder(folder)).rejects.toEqual(refusal('GRAPH_INPUT', 'decoder', 'mask of flags'));
  });

  it('on a provider whose libraries are missing is told as that, and not as a bad graph', async () => {
    await copy('text-single');
    const reason = 'OrtSessionOptionsAppendExecutionProvider_Cuda: Failed to load shared library';
    const runtime: OnnxRuntime = {
      Tensor: (await import('onnxruntime-node')).Tensor,
      InferenceSession: { create: () => Promise.reject(new Error(reason)) },
    };
    const open = (executionProviders: readonly string[]) =>
      openModelFolder(folder, { runtime, executionProviders });
    await expect(open(['cuda'])).rejects.toMatchObject({
      code: 'PROVIDER_UNAVAILABLE',
      message: `the execution provider cuda cannot be used here: ${reason}`,
      fix: expect.stringContaining('without --ignore-scripts'),
    });
    await expect(open([])).rejects.toMatchObject({ code: 'GRAPH_INVALID', at: 'model.onnx' });
  });

  it('with a graph that is none is refused', async () => {
    await copy('text-single');
    const { size } = { size: (await readFile(join(folder, 'model.onnx'))).length };
    await writeFile(join(folder, 'model.onnx'), Buffer.alloc(size, 7));
    const found = openModelFolder(folder, { checksums: false });
    await expect(found).rejects.toEqual(refusal('GRAPH_INVALID', 'model.onnx'));
  });

  it.each([
    ['["a"]', 'entry 0'],
    ['[3, 2]', 'entry 1 is 2'],
    ['[]', 'no id is kept'],
    ['{', 'no JSON'],
    ['[[0, 200]]', 'entry 96 is 96'],
  ])('with kept ids %s is refused', async (text, message) => {
    await copy('text-pruned');
    await writeFile(join(folder, 'kept_ids.json'), text);
    const found = openModelFolder(folder, { checksums: false });
    await expect(found).rejects.toMatchObject({
      code: expect.stringMatching(/^(VOCABULARY|MODEL_FILE_SIZE)/),
    });
    const manifest = await readManifest(folder);
    const files = { ...manifest.files, 'kept_ids.json': { bytes: text.length, sha256: '0'.repeat(64) } };
    await writeFile(join(folder, 'inspire-model.json'), JSON.stringify({ ...manifest, files }));
    await expect(openModelFolder(folder, { checksums: false })).rejects.toEqual(
      refusal('VOCABULARY_INVALID', 'kept_ids.json', message),
    );
  });
});

describe('a model', () => {
  it('takes a picture of each of its cameras, in their size, and no other', async () => {
    const { model, pictures } = await openFixture('minivla');
    const { primary, wrist } = pictures;
    if (primary === undefined || wrist === undefined) throw new Error('the fixture has no pictures');
    await expect(model.open({ primary })).rejects.toMatchObject({ code: 'CAMERA_MISSING' });
    await expect(model.open({ primary, wrist, front: wrist })).rejects.toMatchObject({
      code: 'CAMERA_UNKNOWN',
    });
    const small = { ...wrist, width: 14 };
    await expect(model.open({ primary, wrist: small })).rejects.toMatchObject({
      code: 'PICTURE_SHAPE',
      at: 'wrist',
      message: 'the picture has 14 × 28 pixels in 2352 bytes, the model takes 28 × 28 in 2352',
    });
    await model.close();
  });

  it('opens no session where the signal says so', async () => {
    const { model, pictures } = await openFixture('minivla');
    await expect(model.open(pictures, { signal: AbortSignal.abort() })).rejects.toThrow('abort');
    await model.close();
  });

  it('lets the pass under way end when it is closed, and refuses the next', async () => {
    const { model } = await openFixture('text-single');
    const session = await model.open({});
    const pending = session.extend([1, 2], { logits: 'last' });
    await new Promise((resolve) => setImmediate(resolve));
    await Promise.all([model.close(), model.close()]);
    expect((await pending).rows).toBe(1);
    await expect(session.extend([1], { logits: 'last' })).rejects.toMatchObject({ code: 'MODEL_CLOSED' });
    await expect(model.open({})).rejects.toMatchObject({ code: 'MODEL_CLOSED' });
  });
});
