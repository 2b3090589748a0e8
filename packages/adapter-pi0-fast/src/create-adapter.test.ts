import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodePlan } from '@inspire-vla/adapter';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { byteFast, smoothChunks } from './__fixtures__/fast.js';
import { tokenizer } from './__fixtures__/tokenizer.js';
import { createAdapter, createFastCodec, fastTokenizerFiles } from './index.js';

const files = fastTokenizerFiles(byteFast);
let folder = '';

function write(name: string, contents: Readonly<Record<string, string>>): void {
  mkdirSync(join(folder, name));
  for (const [file, text] of Object.entries(contents)) writeFileSync(join(folder, name, file), text);
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pi0-fast-'));
  write('whole', files);
  write('torn', { ...files, 'tokenizer.json': files['tokenizer.json']?.slice(0, -50) ?? '' });
  write('half', { 'tokenizer.json': files['tokenizer.json'] ?? '' });
  write('odd', { ...files, 'processor_config.json': '{"scale": 0, "min_token": -3}' });
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
  it('reads a FAST tokenizer from its folder', async () => {
    const { actions } = await create(`fast:${folder}/whole`);
    const direct = createFastCodec({ fast: byteFast });
    expect(actions.id).toBe('fast');
    for (const chunk of smoothChunks) expect(actions.encode(chunk)).toEqual(direct.encode(chunk));
  });

  it('decodes relaxed where it is asked to', async () => {
    const shape = { horizon: 5, dimensions: 4 };
    const codec = async (name: string) => (await create(`${name}:${folder}/whole`)).actions;
    const ids = (await codec('fast')).encode(smoothChunks[0] ?? []).slice(0, -1);
    expect((await codec('fast')).decode(ids, shape).ok).toBe(false);
    expect((await codec('fast-relaxed')).decode(ids, shape).ok).toBe(true);
  });

  it('refuses a layout that nobody has', async () => {
    await expect(createAdapter({ tokenizer, variant: 'no-system' })).rejects.toMatchObject({
      code: 'VARIANT_UNKNOWN',
      fix: 'use one of: inspire-fast, openpi, lerobot',
    });
  });

  it("makes openpi's own text by name, and without a name the authors', which has no end", async () => {
    const endOf = async (variant?: string) => {
      const codec = `fast:${folder}/whole`;
      const adapter = await createAdapter({
        tokenizer,
        codec,
        ...(variant === undefined ? {} : { variant }),
      });
      return tokenizer.decode(encodePlan(adapter, adapter.example()).ids.slice(-2));
    };
    expect(await endOf('openpi')).toBe('|<eos>');
    expect(await endOf()).toMatch(/[^|]\|$/);
    expect(await endOf('inspire-fast')).toBe(await endOf());
  });

  it('fixes the shape as asked', async () => {
    const shape = { horizon: 5, dimensions: 6 };
    const adapter = await createAdapter({ tokenizer, codec: `fast:${folder}/whole`, shape });
    expect(adapter.actions.shape).toEqual(shape);
    const action = adapter.example().turns.find((turn) => turn.kind === 'action');
    expect(action?.actions?.map((row) => row.length)).toEqual([6, 6, 6, 6, 6]);
  });

  it('lays out prompts without a codec, but no actions', async () => {
    const adapter = await create();
    expect(encodePlan(adapter, adapter.example()).ids.length).toBeGreaterThan(40);
    expect(() => adapter.actions.encode([[0]])).toThrow(expect.objectContaining({ code: 'CODEC_MISSING' }));
    expect(adapter.actions.decode([])).toMatchObject({ ok: false, failure: { reason: 'no-codec' } });
  });

  it('refuses a codec that it does not know, listing those that it does', async () => {
    const fix = expect.stringContaining('fast:DIR, fast-relaxed:DIR');
    for (const codec of ['bins', 'vq:x', '']) {
      expect(await refusal(codec)).toMatchObject({ code: 'CODEC_UNKNOWN', fix });
    }
    expect(await refusal('fast:')).toMatchObject({ code: 'CODEC_PATH', fix: expect.stringContaining('DIR') });
  });

  it('says which file is missing or damaged, and where', async () => {
    const at = (name: string) => expect.stringContaining(join(folder, name));
    expect(await refusal(`fast:${folder}/none`)).toMatchObject({
      code: 'CODEC_FILE',
      at: at('none/tokenizer.json'),
      message: expect.stringContaining('missing'),
    });
    expect(await refusal(`fast:${folder}/half`)).toMatchObject({
      code: 'CODEC_FILE',
      at: at('half/processor_config.json'),
    });
    expect(await refusal(`fast:${folder}/torn`)).toMatchObject({
      code: 'CODEC_FILE',
      at: at('torn/tokenizer.json'),
    });
    expect(await refusal(`fast:${folder}/odd`)).toMatchObject({
      code: 'CODEC_FILE',
      at: `${folder}/odd, scale`,
    });
  });

  it('refuses a tokenizer without the control tokens, naming the token', async () => {
    const plain = { encode: (text: string) => [...text].map((_, index) => index), decode: () => '' };
    expect(await refusal(`fast:${folder}/whole`, plain)).toMatchObject({
      code: 'TOKENIZER_MISMATCH',
      message: expect.stringContaining('<bos>'),
    });
  });

  it('refuses a tokenizer that merges state bins', async () => {
    const merging = {
      ...tokenizer,
      encode: (text: string) =>
        text.includes('155 -1') ? [7, ...tokenizer.encode(text)] : tokenizer.encode(text),
    };
    expect(await refusal(`fast:${folder}/whole`, merging)).toMatchObject({ code: 'TOKENIZER_MISMATCH' });
  });
});
