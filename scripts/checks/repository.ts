import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A source file of a package. */
export interface SourceFile {
  readonly package: string;
  /** From the root. */
  readonly path: string;
  readonly text: string;
}

/** Folders of the packages. */
export const packageNames: readonly string[] = readdirSync(join(root, 'packages'));

/** TypeScript sources of a package, without tests and fixtures. */
export function sourcesOf(name: string): readonly SourceFile[] {
  const folder = join('packages', name, 'src');
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !/\.test(-d)?\.ts$|__fixtures__/.test(path))
    .map((path) => ({
      package: name,
      path: join(folder, path),
      text: readFileSync(join(root, folder, path), 'utf8'),
    }));
}

/** Modules that a source imports, statically or lazily. */
export function importsOf(text: string): readonly string[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, name]) => name ?? '');
}

/** Entry points of a package that stand in its `exports`, beside `.`, by subpath, e.g. `./statistics`. */
export function subpathsOf(name: string): readonly string[] {
  return Object.keys(exportsOf(name)).filter((subpath) => subpath !== '.');
}

/** Source files of a package's entry points, from the root. */
export function entriesOf(name: string): readonly string[] {
  return Object.values(exportsOf(name)).flatMap((target) =>
    typeof target === 'string' ? [] : [join('packages', name, target['@inspire-vla/source'] ?? 'missing')],
  );
}

type Exports = Readonly<Record<string, string | Readonly<Partial<Record<string, string>>>>>;

function exportsOf(name: string): Exports {
  const path = join(root, 'packages', name, 'package.json');
  if (!existsSync(path)) return {};
  return (JSON.parse(readFileSync(path, 'utf8')) as { readonly exports?: Exports }).exports ?? {};
}
