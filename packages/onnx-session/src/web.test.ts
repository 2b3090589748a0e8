import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { unknownTokenOf } from './web.js';

/** All that a module imports at run time, directly or not: files of ours, and packages. */
function importsOf(file: URL, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(file.href)) return found;
  found.add(file.href);
  const code = readFileSync(fileURLToPath(file), 'utf8').replace(/\/\*\*[\s\S]*?\*\//g, '');
  const names = [...code.matchAll(/^(?:import|export)(?! type)[^;]*?from '([^']+)'|import\('([^']+)'\)/gm)];
  for (const [, named, lazy] of names) {
    const name = named ?? lazy ?? '';
    if (name.startsWith('.')) importsOf(new URL(name.replace(/\.js$/, '.ts'), file), found);
    else found.add(name);
  }
  return found;
}

const packagesOf = (entry: string) =>
  [...importsOf(new URL(entry, import.meta.url))].filter((name) => !name.startsWith('file:')).sort();

describe('the entry for browsers', () => {
  it('needs nothing of Node, and no runtime', () => {
    expect(packagesOf('web.ts')).toEqual(['@inspire-vla/adapter', '@inspire-vla/adapter/statistics', 'zod']);
  });

  it('has what explains the errors of its models', () => {
    expect(unknownTokenOf(new Error('another'))).toBeNull();
  });

  it('is less than the whole, which reads files', () => {
    expect(packagesOf('index.ts')).toContain('node:fs/promises');
    expect(packagesOf('index.ts')).toContain('onnxruntime-node');
  });
});
