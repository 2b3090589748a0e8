import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageNames, root } from './repository.js';

const published = packageNames.map((name) => {
  const manifest = readFileSync(join(root, 'packages', name, 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { readonly name: string }).name;
});
const folder = join(root, '.changeset');
const files = readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'README.md');

describe('changesets', () => {
  // One that names no package makes the whole release fail, and nothing else tells before.
  it.each(files)('names packages that there are, once, and says something: %s', (file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    const [, head = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
    const names = head.split('\n').map((line) => /^['"]([^'"]+)['"]: (major|minor|patch)$/.exec(line)?.[1]);
    expect(names.length).toBe(new Set(names).size);
    for (const name of names) expect(published).toContain(name);
    expect(body.trim()).not.toBe('');
  });
});
