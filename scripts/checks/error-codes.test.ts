import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageNames, root, sourcesOf } from './repository.js';

const code = '[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+';

/** Code of all sources of a package, without comments. */
function codeOf(name: string): string {
  return sourcesOf(name)
    .map(({ text }) => text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, ''))
    .join('\n');
}

/** Codes that a text names, by quotes of one kind. */
function codesOf(text: string, quote: "'" | '`'): ReadonlySet<string> {
  return new Set(
    [...text.matchAll(new RegExp(`${quote}(${code})${quote}`, 'g'))].map(([, found = '']) => found),
  );
}

/** Codes of others, which are compared, and variables of the environment, which are looked up. */
const foreign = new RegExp(`[!=]== '${code}'|\\['${code}'\\]|\\b(?:folder|value)\\('${code}'\\)`, 'g');

/** Codes of the errors that sources make. */
function thrownIn(text: string): ReadonlySet<string> {
  return codesOf(text.replace(foreign, ''), "'");
}

/** The package itself and those of ours that it depends on: what these throw comes through it. */
function reachedFrom(name: string): readonly string[] {
  const manifest = JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8')) as {
    readonly dependencies?: Readonly<Record<string, string>>;
  };
  const own = Object.keys(manifest.dependencies ?? {}).filter((key) => key.startsWith('@inspire-vla/'));
  return [name, ...own.map((key) => key.slice('@inspire-vla/'.length))];
}

const without = (some: ReadonlySet<string>, others: ReadonlySet<string>) =>
  [...some].filter((one) => !others.has(one)).sort();

// The command line prints an error with its place and its fix, whichever package it is of.
const libraries = packageNames.filter((name) => name !== 'cli');

describe('the README of a package', () => {
  const readmeOf = (name: string) => readFileSync(join(root, 'packages', name, 'README.md'), 'utf8');

  it.each(libraries)('lists every error that it throws: %s', (name) => {
    expect(without(thrownIn(codeOf(name)), codesOf(readmeOf(name), '`'))).toEqual([]);
  });

  it.each(libraries)('lists no error that nothing throws: %s', (name) => {
    const named = codesOf(reachedFrom(name).map(codeOf).join('\n'), "'");
    expect(without(codesOf(readmeOf(name), '`'), named)).toEqual([]);
  });

  it('would be noticed if it did not', () => {
    const text =
      "throw misfit('ONE_ERROR', x); if (error.code === 'OTHER_ERROR') use(process.env['SOME_NAME']);";
    expect([...thrownIn(text)]).toEqual(['ONE_ERROR']);
    expect(without(thrownIn(text), codesOf('`ONE_ERROR`, `OLD_ERROR`', '`'))).toEqual([]);
    expect(without(codesOf('`ONE_ERROR`, `OLD_ERROR`', '`'), codesOf(text, "'"))).toEqual(['OLD_ERROR']);
  });
});
