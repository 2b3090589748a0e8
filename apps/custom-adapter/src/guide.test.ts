import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

describe('docs/write-an-adapter.md', () => {
  it.each(['adapter.ts', 'adapter.test.ts'])('shows %s as it is compiled and tested here', (name) => {
    const path = `apps/custom-adapter/src/${name}`;
    const shown = [...read('docs/write-an-adapter.md').matchAll(/```(?:ts|typescript)\n([\s\S]*?)```/g)];
    expect(shown.map(([, code]) => code)).toContain(read(path));
  });
});
