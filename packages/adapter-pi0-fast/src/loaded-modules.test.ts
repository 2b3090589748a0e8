import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';

const workspace = createRequire(new URL('../../../package.json', import.meta.url));

/** Writes the address of every module that is loaded to standard error. */
const hooks = `import { writeSync } from 'node:fs';
export async function resolve(name, context, next) {
  const found = await next(name, context);
  writeSync(2, found.url + '\\n');
  return found;
}`;

function loadedBy(module: string): readonly string[] {
  const dataUrl = (code: string) => `data:text/javascript,${encodeURIComponent(code)}`;
  const register = `import { register } from 'node:module'; register(${JSON.stringify(dataUrl(hooks))});`;
  const { stderr, status } = spawnSync(
    process.execPath,
    [
      '--conditions=@inspire-vla/source',
      ...['--import', pathToFileURL(workspace.resolve('tsx')).href, '--import', dataUrl(register)],
      ...['--input-type=module', '--eval', `await import(${JSON.stringify(module)})`],
    ],
    { encoding: 'utf8', cwd: fileURLToPath(new URL('..', import.meta.url)) },
  );
  if (status !== 0) throw new Error(stderr);
  return stderr.split('\n');
}

describe('importing the package', () => {
  it('loads no runtime, no tokenizer library, no image library and no file system', () => {
    const loaded = loadedBy(new URL('./index.ts', import.meta.url).href);
    expect(loaded.filter((url) => url.includes('/layout.ts'))).not.toEqual([]);
    expect(
      loaded.filter((url) => /onnxruntime|transformers|tokenizer-gemma|huggingface|sharp|node:fs/.test(url)),
    ).toEqual([]);
  });
});
