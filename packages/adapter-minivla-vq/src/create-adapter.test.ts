import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodePlan } from '@inspire-vla/adapter';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tokenizer } from './__fixtures__/goldens.js';
import { identityVq } from './__fixtures__/identity-vq.js';
import { writeSafetensors } from './__fixtures__/safetensors.js';
import { createAdapter } from './index.js';

const { config, weights } = identityVq({ horizon: 1, dimensions: 2 }, [
  [
    [0, 0],
    [1, 1],
  ],
]);
const configJson = JSON.stringify({
  input_dim_h: config.horizon,
  input_dim_w: config.dimensions,
  n_latent_dims: config.latentDimensions,
  vqvae_n_embed: config.codes,
  vqvae_groups: config.groups,
  device: 'cuda',
});

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'minivla-'));
  writeFileSync(join(folder, 'config.json'), configJson);
  writeFileSync(join(folder, 'model.safetensors'), writeSafetensors(weights));
  writeFileSync(join(folder, 'small.config.json'), configJson);
  writeFileSync(join(folder, 'small.safetensors'), writeSafetensors(weights));
  writeFileSync(join(folder, 'torn.config.json'), configJson);
  writeFileSync(join(folder, 'torn.safetensors'), writeSafetensors(weights).subarray(0, -4));
  writeFileSync(
    join(folder, 'other.config.json'),
    configJson.replace('"vqvae_n_embed":2', '"vqvae_n_embed":3'),
  );
  writeFileSync(join(folder, 'other.safetensors'), writeSafetensors(weights));
  writeFileSync(join(folder, 'odd.config.json'), '{"input_dim_h": 0}');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const create = (codec?: string, given = tokenizer) =>
  createAdapter({ tokenizer: given, ...(codec === undefined ? {} : { codec }) });

/** Which error a codec name raises. */
const refusal = (codec: string, given = tokenizer) =>
  create(codec, given).then(
    () => null,
    (error: unknown) => error,
  );

describe('createAdapter', () => {
  it('reads a VQ from a folder and from a stem', async () => {
    for (const path of [folder, join(folder, 'small')]) {
      const { actions } = await create(`vq-extra:${path}`);
      expect(actions.id).toBe('vq-extra');
      expect(actions.encode([[0.9, 0.9]])).toEqual([151_919]);
      expect(actions.decode([151_919])).toEqual({ ok: true, actions: [[1, 1]] });
    }
  });

  it('takes words for the nearest action where the reference does, and for none on request', async () => {
    const ids = tokenizer.encode('left').slice(0, 1);
    for (const codec of [`vq-extra:${folder}`, `vq:${folder}`, 'bins', 'bins-extra']) {
      const { actions } = await createAdapter({ tokenizer, codec, foreignIds: 'fail' });
      const length = actions.stop.kind === 'length' ? actions.stop.length : 0;
      const said = Array.from({ length }, () => ids[0] ?? -1);
      expect(actions.decode(said), codec).toMatchObject({ ok: false, failure: { reason: 'foreign-token' } });
    }
    const adapter = await createAdapter({ tokenizer, codec: `vq-extra:${folder}` });
    expect(adapter.actions.decode(ids)).toEqual(adapter.actions.decode([151_919]));
    expect(adapter.actions.decode([151_921])).toEqual(adapter.actions.decode([151_920]));
  });

  it('puts codes and bins at the end of the plain vocabulary or of the extra tokens', async () => {
    const ids = async (codec: string, action: readonly number[]) =>
      (await create(codec)).actions.encode([action]);
    expect(await ids(`vq:${folder}`, [0.9, 0.9])).toEqual([151_641]);
    expect(await ids('bins', [1, 1, 1, 1, 1, 1, 1])).toEqual(new Array(7).fill(151_387));
    expect(await ids('bins-extra', [1, 1, 1, 1, 1, 1, 1])).toEqual(new Array(7).fill(151_665));
  });

  it('leaves the system turn out on request, and nothing else', async () => {
    const plain = await createAdapter({ tokenizer, codec: 'bins-extra' });
    const bare = await createAdapter({ tokenizer, codec: 'bins-extra', variant: 'no-system' });
    const [long, short] = [plain, bare].map((adapter) => encodePlan(adapter, plain.example()).ids);
    const system = tokenizer.encode(
      'system\nYou are Qwen, created by Alibaba Cloud. You are a helpful assistant.',
    );
    // The first id, which the pictures follow, stays; the system turn ends with two more.
    expect(short?.length).toBe((long?.length ?? 0) - system.length - 2);
    expect(short?.slice(1)).toEqual(long?.slice(system.length + 3));
    await expect(createAdapter({ tokenizer, variant: 'none' })).rejects.toMatchObject({
      code: 'VARIANT_UNKNOWN',
    });
  });

  it('takes the extra tokens from the tokenizer where it has them', async () => {
    const own = {
      ...tokenizer,
      encode: (text: string) => (text === '<|extra_0|>' ? [500] : tokenizer.encode(text)),
    };
    const { actions } = await create('bins-extra', own);
    expect(actions.encode([[-1, -1, -1, -1, -1, -1, 1]])).toEqual([755, 755, 755, 755, 755, 755, 500]);
  });

  it('shapes the bins as asked', async () => {
    const shape = { horizon: 5, dimensions: 6 };
    const { actions } = await createAdapter({ tokenizer, codec: 'bins-extra', shape });
    expect(actions.shape).toEqual(shape);
  });

  it('writes ids as the reference does where they do not survive as text', async () => {
    const { actions } = await create('bins');
    // 151,638 is one of the eleven: a compatibility character that becomes another one.
    const action = [-1 + (2 / 255) * 4.5, 1, 1, 1, 1, 1, 1];
    expect(actions.encode([action])[0]).not.toBe(151_638);
    expect(actions.decode([151_638, ...new Array<number>(6).fill(151_387)]).ok).toBe(true);
  });

  it('lays out prompts without a codec, but no actions', async () => {
    const adapter = await create();
    expect(encodePlan(adapter, adapter.example()).ids.length).toBeGreaterThan(40);
    expect(() => adapter.actions.encode([[0]])).toThrow(expect.objectContaining({ code: 'CODEC_MISSING' }));
    expect(adapter.actions.decode([])).toMatchObject({ ok: false, failure: { reason: 'no-codec' } });
  });

  it('refuses a codec that it does not know, listing those that it does', async () => {
    const fix = expect.stringContaining('bins, bins-extra, vq:PATH, vq-extra:PATH');
    for (const codec of ['fast:x', 'bins:x', ''])
      expect(await refusal(codec)).toMatchObject({ code: 'CODEC_UNKNOWN', fix });
    expect(await refusal('vq-extra:')).toMatchObject({
      code: 'CODEC_PATH',
      fix: expect.stringContaining('vq-extra:PATH'),
    });
  });

  it('says which file is missing or damaged, and where', async () => {
    const at = (name: string) => expect.stringContaining(join(folder, name));
    expect(await refusal(`vq:${folder}/none`)).toMatchObject({
      code: 'CODEC_FILE',
      at: at('none.config.json'),
    });
    expect(await refusal(`vq:${folder}/torn`)).toMatchObject({
      code: 'CODEC_FILE',
      at: at('torn.safetensors, tensor'),
      message: expect.stringContaining('data ends'),
    });
    expect(await refusal(`vq:${folder}/odd`)).toMatchObject({
      code: 'CODEC_FILE',
      at: at('odd.config.json, input_dim_h'),
    });
    expect(await refusal(`vq:${folder}/other`)).toMatchObject({
      code: 'CODEC_FILE',
      message: expect.stringContaining('the config asks for [1, 3, 2]'),
    });
  });

  it('refuses a tokenizer without the chat tokens, naming the token', async () => {
    const plain = { encode: (text: string) => [...text].map((_, index) => index), decode: () => '' };
    expect(await refusal('bins', plain)).toMatchObject({
      code: 'TOKENIZER_MISMATCH',
      message: expect.stringContaining('<|im_start|>'),
    });
  });
});
