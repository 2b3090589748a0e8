import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { entriesOf, root } from './repository.js';

interface Import {
  readonly path: string;
  readonly kind: string;
  readonly external?: boolean;
}

interface Bundler {
  build(options: object): Promise<{
    readonly metafile: { readonly inputs: Readonly<Record<string, { readonly imports: readonly Import[] }>> };
  }>;
}

// The bundler of tsup, by which everything here is built.
const require = createRequire(createRequire(join(root, 'package.json')).resolve('tsup'));
const { build } = (await import(pathToFileURL(require.resolve('esbuild')).href)) as Bundler;

/** Bundles an entry point for a browser, where Node's modules are not found; gives what it imports of `external`. */
async function bundle(path: string, external: readonly string[] = []): Promise<readonly Import[]> {
  const { metafile } = await build({
    entryPoints: [resolve(root, path)],
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    outdir: 'out',
    format: 'esm',
    platform: 'browser',
    conditions: ['@inspire-vla/source'],
    external,
    logLevel: 'silent',
  });
  return Object.values(metafile.inputs)
    .flatMap(({ imports }) => imports)
    .filter((one) => one.external === true);
}

/** A package's entry point as it is published: built anew, beside nothing. */
function buildEntry(folder: string): string {
  const place = mkdtempSync(join(tmpdir(), 'built-'));
  onTestFinished(() => rmSync(place, { recursive: true, force: true }));
  const tsup = join(root, 'node_modules/.bin/tsup');
  const flags = ['--config', '../../tsup.shared.ts', '--no-dts', '--out-dir', place];
  const { status, stderr } = spawnSync(tsup, flags, { cwd: join(root, folder), encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  return join(place, 'index.js');
}

const pure = ['adapter', 'adapter-openvla', 'direction-labeler', 'prompt-builder', 'token-loss-mask'];
const entries = [
  ...pure.flatMap(entriesOf),
  'packages/onnx-session/src/web.ts',
  'packages/policy-server/src/client/index.ts',
];

/** Entry points that ask for more in Node, and only when it is needed; their READMEs say what a bundler leaves out. */
const asking: readonly (readonly [entry: string, external: readonly string[]])[] = [
  ['packages/adapter-minivla-vq/src/index.ts', ['node:*']],
  ['packages/adapter-pi0-fast/src/index.ts', ['node:*', 'sharp']],
  ['packages/tabletop/src/index.ts', ['module']],
];

describe('what runs in a browser', () => {
  it.each(entries)('is bundled for one, and finds nothing of Node in it: %s', async (entry) => {
    expect(await bundle(entry)).toEqual([]);
  });

  it.each(asking)('asks for what Node has only when it is needed: %s', async (entry, external) => {
    const imports = await bundle(entry, external);
    expect(imports.filter(({ kind }) => kind !== 'dynamic-import')).toEqual([]);
  });

  it.each(['packages/adapter-minivla-vq', 'packages/adapter-pi0-fast'])(
    'asks for it by the same names once it is built: %s',
    async (folder) => {
      const imports = await bundle(buildEntry(folder), ['@inspire-vla/*', 'node:*', 'sharp']);
      const asked = imports.filter(({ kind }) => kind === 'dynamic-import').map(({ path }) => path);
      expect(asked).toContain('node:fs/promises');
    },
  );

  it('is told from what does not', async () => {
    await expect(bundle('packages/policy-server/src/index.ts')).rejects.toThrow('Could not resolve "');
    const film = await bundle('packages/tabletop/src/film/index.ts', ['node:*']);
    expect(film.map(({ kind }) => kind)).toContain('import-statement');
  });
});
