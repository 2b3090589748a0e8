import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openDataset } from '../open-dataset.js';
import { openHdf5 } from './hdf5-file.js';
import { createHdf5Library } from './hdf5-library.js';

/** Made with h5py; others' material, not ours to copy. */
const shared = (name: string) =>
  fileURLToPath(new URL(`../../../../../shared/goldens/${name}`, import.meta.url));
const isAbsent = !existsSync(shared('libero_hdf5_expected.json'));

interface Expected {
  readonly language: string;
  readonly noop_steps_dropped: Readonly<Record<string, readonly number[]>>;
  readonly files: Readonly<Record<string, { readonly datasets: Readonly<Record<string, ExpectedDataset>> }>>;
}

interface ExpectedDataset {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly sha256_le_c_order?: string;
  readonly values?: readonly string[];
}

const expected: Expected = isAbsent
  ? { language: '', noop_steps_dropped: {}, files: {} }
  : JSON.parse(readFileSync(shared('libero_hdf5_expected.json'), 'utf8'));

describe.skipIf(isAbsent)('files made with h5py (skipped: ../shared/goldens is absent)', () => {
  it.each(['libero_original_demo.hdf5', 'libero_regenerated_demo.hdf5'])(
    'are read byte for byte: %s',
    async (name) => {
      const library = createHdf5Library();
      const file = await openHdf5(library, shared(name));
      for (const [place, { shape, values, sha256_le_c_order: hash }] of Object.entries(
        expected.files[name]?.datasets ?? {},
      )) {
        expect((await file.dataset(place)).shape).toEqual(shape);
        if (values !== undefined) expect(await file.readTexts(place)).toEqual(values);
        if (hash === undefined) continue;
        const { buffer, byteOffset, byteLength } = await file.readNumbers(place, 0, shape[0] ?? 0);
        const bytes = new Uint8Array(buffer, byteOffset, byteLength);
        expect(createHash('sha256').update(bytes).digest('hex'), place).toBe(hash);
      }
      await library.close();
    },
  );

  it('lose the no-ops that the regenerated file lost, and have its actions', async () => {
    const original = await openDataset(shared('libero_original_demo.hdf5'), undefined, { noOps: 'drop' });
    const regenerated = await openDataset(shared('libero_regenerated_demo.hdf5'));
    expect(original.episodes.map(({ instruction }) => instruction)).toEqual([
      expected.language,
      expected.language,
    ]);
    for (const [index, dropped] of Object.values(expected.noop_steps_dropped).entries()) {
      const [one, other] = [await original.open(index), await regenerated.open(index)];
      const kept = new Set(one.length === 0 ? [] : ((await one.column('original_frame')) as Int32Array));
      const steps = Array.from({ length: kept.size + dropped.length }, (_, step) => step);
      expect(steps.filter((step) => !kept.has(step))).toEqual(dropped);
      for (const name of ['actions', 'next.done', 'next.reward']) {
        expect(await one.column(name)).toEqual(await other.column(name));
      }
      // Its model is a stand-in without bodies.
      expect(await one.scene()).toBeNull();
    }
    await Promise.all([original.close(), regenerated.close()]);
  });
});
