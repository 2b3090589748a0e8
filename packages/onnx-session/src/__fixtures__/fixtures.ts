import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ExtendOptions, RgbImage } from '@inspire-vla/adapter';
import { openModelFolder } from '../open-model-folder.js';

/** Models of python/export/make_fixtures.py: random weights of the real architectures, with PyTorch's logits. */
export const fixtureNames = [
  'text-single',
  'text-pruned',
  'text-flags',
  'pi0-fast',
  'minivla',
  'minivla-single-pruned',
] as const;

/** Name of a fixture. */
export type FixtureName = (typeof fixtureNames)[number];

/** A call of a script. */
export type ScriptCall =
  | ({ readonly extend: readonly number[] } & Pick<ExtendOptions, 'attention' | 'images'>)
  | { readonly rewind: number };

/** A folder of a fixture. */
export function fixtureFolder(name: FixtureName): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

/** A fixture's pictures, calls, and logits by PyTorch [ids × rows of the embedding]. */
export async function readFixture(name: FixtureName) {
  const folder = fixtureFolder(name);
  const script = JSON.parse(await readFile(join(folder, 'script.json'), 'utf8')) as {
    readonly pictures: Readonly<Record<string, string>>;
    readonly calls: readonly ScriptCall[];
  };
  const bytes = await readFile(join(folder, 'logits.bin'));
  const expected = new Float32Array(new Uint8Array(bytes).buffer);
  const pictures = Object.fromEntries(
    Object.entries(script.pictures).map(([camera, text]): [string, RgbImage] => [
      camera,
      { width: 28, height: 28, bytes: new Uint8Array(Buffer.from(text, 'base64')) },
    ]),
  );
  return { folder, pictures, calls: script.calls, expected };
}

/** A fixture as a model on onnxruntime-node with one thread. */
export async function openFixture(name: FixtureName) {
  const { pictures, calls, expected, folder } = await readFixture(name);
  return { ...(await openModelFolder(folder, { threads: 1 })), pictures, calls, expected };
}
