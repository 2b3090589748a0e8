import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { entriesOf, packageNames, root } from './repository.js';

/** Types that users need no name for: another library, and short names for a part of what is exported. */
const nameless = new Set(['MujocoModule', 'Environment', 'Depth']);

/** Names of types that stand in a package's exported declarations, and are exported by none of its entry points. */
function unnamedIn(folder: string, entries: readonly string[]): readonly string[] {
  const program = ts.createProgram([...entries], {
    ...{ strict: true, target: ts.ScriptTarget.ES2022, customConditions: ['@inspire-vla/source'] },
    ...{ module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler },
  });
  const checker = program.getTypeChecker();
  const resolved = (symbol: ts.Symbol) =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const exported = new Set(
    entries.flatMap((entry) => {
      const file = program.getSourceFile(entry);
      const module = file && checker.getSymbolAtLocation(file);
      return module === undefined ? [] : checker.getExportsOfModule(module).map(resolved);
    }),
  );
  const unnamed = new Set<string>();
  const seen = new Set<ts.Symbol>();
  for (const symbol of exported) visit(symbol);
  return [...unnamed].sort();

  function visit(symbol: ts.Symbol): void {
    if (seen.has(symbol)) return;
    seen.add(symbol);
    for (const declaration of symbol.declarations ?? []) ts.forEachChild(declaration, visitNode);
  }

  function visitNode(node: ts.Node): void {
    // What a function does is nobody's business, nor how a value is made.
    if (ts.isBlock(node) || ts.isObjectLiteralExpression(node) || ts.isCallExpression(node)) return;
    const name = ts.isTypeReferenceNode(node) ? node.typeName : undefined;
    const found = name && checker.getSymbolAtLocation(name);
    if (found !== undefined) visitType(resolved(found));
    ts.forEachChild(node, visitNode);
  }

  function visitType(symbol: ts.Symbol): void {
    const isOwn = symbol.declarations?.some((one) => one.getSourceFile().fileName.startsWith(folder));
    if (!isOwn || symbol.flags & ts.SymbolFlags.TypeParameter || nameless.has(symbol.name)) return;
    if (!exported.has(symbol)) unnamed.add(symbol.name);
    visit(symbol);
  }
}

describe('a type of what a package exports', () => {
  it.each(packageNames)(
    'is exported with it, so that users can name it: %s',
    (name) => {
      const entries = entriesOf(name).map((entry) => join(root, entry));
      expect(unnamedIn(join(root, 'packages', name, 'src'), entries)).toEqual([]);
    },
    60_000,
  );

  it('would be noticed if it were not', () => {
    const entries = entriesOf('direction-labeler').map((entry) => join(root, entry));
    expect(
      unnamedIn(
        join(root, 'packages/direction-labeler/src'),
        entries.map((entry) => join(entry, '../labels/labeler.ts')),
      ),
    ).toContain('Frame');
  }, 60_000);
});
