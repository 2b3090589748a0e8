import { describe, expect, it } from 'vitest';
import { importsOf, packageNames, type SourceFile, sourcesOf, subpathsOf } from './repository.js';

/** Who may import whom (CONTRIBUTING.md); apps and the command line may import anything. */
function mayImport(importer: string): readonly string[] | 'anything' {
  if (importer === 'cli') return 'anything';
  if (importer === 'adapter') return [];
  return importer === 'adapter-test-kit' ? ['adapter', 'token-loss-mask'] : ['adapter'];
}

function forbiddenImports(file: SourceFile): readonly string[] {
  const allowed = mayImport(file.package);
  // Examples in comments import the package itself, as its users do.
  const code = file.text.replace(/\/\*\*[\s\S]*?\*\//g, '');
  return importsOf(code).filter((name) => {
    const match = /^@inspire-vla\/([^/]+)(\/.*)?$/.exec(name);
    if (match === null) return file.package === 'adapter' && !name.startsWith('.');
    const [, imported = '', subpath] = match;
    const isDeep = subpath !== undefined && !subpathsOf(imported).includes(`.${subpath}`);
    return isDeep || (allowed !== 'anything' && !allowed.includes(imported));
  });
}

describe('the import table', () => {
  it.each(packageNames)('is kept by %s', (name) => {
    const files = sourcesOf(name);
    expect(files.length).toBeGreaterThan(0);
    expect(
      files.flatMap((file) => forbiddenImports(file).map((wrong) => `${file.path} imports ${wrong}`)),
    ).toEqual([]);
  });

  it('notices what it forbids', () => {
    const file = (name: string, text: string) => ({ package: name, path: 'x.ts', text });
    expect(
      forbiddenImports(file('dataset', "import { a } from '@inspire-vla/prompt-builder';")),
    ).toHaveLength(1);
    expect(
      forbiddenImports(file('cli', "import { a } from '@inspire-vla/dataset/src/parquet.js';")),
    ).toHaveLength(1);
    expect(
      forbiddenImports(file('adapter-x', "import { a } from '@inspire-vla/adapter/src/errors.js';")),
    ).toHaveLength(1);
    expect(
      forbiddenImports(file('adapter-x', "import { a } from '@inspire-vla/adapter/statistics';")),
    ).toEqual([]);
    expect(forbiddenImports(file('adapter', "import { a } from 'zod';"))).toHaveLength(1);
    expect(forbiddenImports(file('adapter-x', "await import('@inspire-vla/adapter-y')"))).toHaveLength(1);
  });

  it('is not circumvented by asking an adapter for its name', () => {
    const branching = packageNames.flatMap(sourcesOf).filter(({ text }) => /adapter\.id\s*[!=]==/.test(text));
    expect(branching.map(({ path }) => path)).toEqual([]);
  });
});
