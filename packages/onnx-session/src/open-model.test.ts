import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type FixtureName, readFixture } from './__fixtures__/fixtures.js';
import { type OnnxRuntime, openModel, parseManifest } from './web.js';

/** onnxruntime-web, on WebAssembly. */
async function webRuntime(): Promise<OnnxRuntime> {
  const runtime = await import('onnxruntime-web/wasm');
  runtime.env.wasm.numThreads = 1;
  return runtime;
}

describe('onnxruntime-web', () => {
  it.each<FixtureName>(['text-pruned', 'pi0-fast', 'minivla-single-pruned'])(
    'gives PyTorch’s logits on %s, from bytes alone',
    async (name) => {
      const { folder, pictures, calls, expected } = await readFixture(name);
      const read = async (file: string) => new Uint8Array(await readFile(join(folder, file)));
      const manifest = parseManifest(new TextDecoder().decode(await read('inspire-model.json')));
      const model = await openModel({
        manifest,
        runtime: await webRuntime(),
        read,
        executionProviders: ['wasm'],
      });
      const session = await model.open(pictures);
      const found: number[] = [];
      for (const call of calls) {
        if ('rewind' in call) session.rewind(call.rewind);
        else {
          const { extend, ...options } = call;
          const { values } = await session.extend(extend, { ...options, logits: 'all' });
          for (const value of values) if (value !== Number.NEGATIVE_INFINITY) found.push(value);
        }
      }
      await session.close();
      await model.close();
      expect(found).toHaveLength(expected.length);
      const greatest = Math.max(
        ...found.map((value, index) => Math.abs(value - (expected[index] ?? Number.NaN))),
      );
      expect(greatest).toBeLessThan(1e-4);
    },
  );
});
