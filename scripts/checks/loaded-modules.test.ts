import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { entriesOf, packageNames, root } from './repository.js';

const require = createRequire(join(root, 'package.json'));

/** Writes the address of every module that is loaded to standard error. */
const hooks = `import { writeSync } from 'node:fs';
export async function resolve(name, context, next) {
  const found = await next(name, context);
  writeSync(2, found.url + '\\n');
  return found;
}`;

/** Addresses of the modules that an import loads. */
function loadedBy(code: string): readonly string[] {
  const dataUrl = (text: string) => `data:text/javascript,${encodeURIComponent(text)}`;
  const register = `import { register } from 'node:module'; register(${JSON.stringify(dataUrl(hooks))});`;
  const { stderr, status } = spawnSync(
    process.execPath,
    [
      '--conditions=@inspire-vla/source',
      ...['--import', pathToFileURL(require.resolve('tsx')).href, '--import', dataUrl(register)],
      ...['--input-type=module', '--eval', code],
    ],
    { encoding: 'utf8', cwd: join(root, 'packages/cli') },
  );
  if (status !== 0) throw new Error(stderr);
  return stderr.split('\n');
}

const heavy = /onnxruntime|transformers|sharp|[/@]lenml/;

describe('importing an adapter', () => {
  it.each(packageNames.filter((name) => name.startsWith('adapter')))(
    'loads no runtime and no tokenizer library: %s',
    (name) => {
      for (const entry of entriesOf(name)) {
        const url = pathToFileURL(join(root, entry)).href;
        const loaded = loadedBy(`await import(${JSON.stringify(url)})`);
        expect(loaded).toContain(url);
        expect(loaded.filter((address) => heavy.test(address))).toEqual([]);
      }
    },
  );

  it('would be noticed if it did', () => {
    expect(loadedBy("await import('sharp')").some((address) => heavy.test(address))).toBe(true);
  });
});
