import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, describe, expect, it } from 'vitest';
import { entriesOf, packageNames, root, sourcesOf } from './repository.js';

/** Exports of a module, and members of its interfaces, that have no doc comment. */
function undocumented(file: string): readonly string[] {
  const options = {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    strict: true,
    skipLibCheck: true,
    customConditions: ['@inspire-vla/source'],
  };
  const program = ts.createProgram([file], options);
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source === undefined ? undefined : checker.getSymbolAtLocation(source);
  return (module === undefined ? [] : checker.getExportsOfModule(module)).flatMap((symbol) => {
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    return target.getDocumentationComment(checker).length > 0 ? [] : [symbol.name];
  });
}

/** A TypeScript example of a README or a doc comment. */
interface Example {
  readonly at: string;
  readonly code: string;
  readonly isRun: boolean;
}

function examplesOf(path: string, text: string): readonly Example[] {
  return [...text.matchAll(/```ts( no-run)?\n([\s\S]*?)```/g)].map((match) => {
    const line = text.slice(0, match.index).split('\n').length;
    const code = (match[2] ?? '').replace(/^ *\* ?/gm, (margin) => (path.endsWith('.md') ? margin : ''));
    return { at: `${path}:${line}`, code, isRun: match[1] === undefined };
  });
}

const guides = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));
const readmes = [
  'README.md',
  ...guides.map((name) => `docs/${name}`),
  ...packageNames.map((name) => `packages/${name}/README.md`),
];
const examples = [
  ...readmes.flatMap((path) => examplesOf(path, readFileSync(join(root, path), 'utf8'))),
  ...packageNames.flatMap(sourcesOf).flatMap(({ path, text }) => examplesOf(path, text)),
];

// Inside the app, so that its dependencies resolve as they do for a user who installed the packages.
const folder = join(root, 'apps/demo/.examples');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('documentation', () => {
  it.each(packageNames)(
    'stands on every export of %s',
    (name) => {
      expect(entriesOf(name)).not.toEqual([]);
      for (const entry of entriesOf(name)) expect(undocumented(join(root, entry)), entry).toEqual([]);
    },
    60_000,
  );

  it('notices an export without a comment', () => {
    const file = join(root, 'scripts/checks/__fixtures__/undocumented.ts');
    expect(undocumented(file)).toEqual(['bare']);
  });

  it('has a README in every package, and a changeset or changelog that names it', () => {
    const changesets = readdirSync(join(root, '.changeset'))
      .filter((name) => name.endsWith('.md'))
      .map((name) => readFileSync(join(root, '.changeset', name), 'utf8'))
      .filter((text) => text.startsWith('---\n"'))
      .join('\n');
    for (const name of packageNames) {
      expect(existsSync(join(root, 'packages', name, 'README.md')), name).toBe(true);
      const manifest = JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8')) as {
        readonly name: string;
      };
      const isReleased = existsSync(join(root, 'packages', name, 'CHANGELOG.md'));
      expect(isReleased || changesets.includes(`"${manifest.name}"`), manifest.name).toBe(true);
    }
  });
});

describe('examples', () => {
  it('compile under strict settings', () => {
    expect(examples.length).toBeGreaterThan(10);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const files = examples.map(({ code }, index) => {
      const file = join(folder, `example_${index}.ts`);
      writeFileSync(file, `${code}\nexport {};\n`);
      return file;
    });
    const configuration = ts.readConfigFile(join(root, 'tsconfig.base.json'), ts.sys.readFile).config as {
      readonly compilerOptions: object;
    };
    const { options } = ts.convertCompilerOptionsFromJson(
      { ...configuration.compilerOptions, noUnusedLocals: false },
      root,
    );
    const program = ts.createProgram(files, { ...options, noEmit: true });
    const wrong = ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
      const index = Number(/example_(\d+)\.ts$/.exec(file?.fileName ?? '')?.[1] ?? -1);
      return `${examples[index]?.at ?? file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    });
    expect(wrong).toEqual([]);
  }, 120_000);

  it.each(examples.map((example, index) => ({ ...example, index })).filter(({ isRun }) => isRun))(
    '$at runs',
    ({ index }) => {
      const file = join(folder, `example_${index}.ts`);
      const args = ['--import', 'tsx', '--conditions=@inspire-vla/source', file];
      const result = spawnSync(process.execPath, args, {
        cwd: join(root, 'apps/demo'),
        encoding: 'utf8',
        timeout: 60_000,
      });
      expect(result.stderr).toBe('');
      expect(result.status).toBe(0);
    },
    70_000,
  );
});
