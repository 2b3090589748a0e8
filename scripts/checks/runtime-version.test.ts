import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageNames, root } from './repository.js';

const guides = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));
const texts = [
  'README.md',
  ...guides.map((name) => `docs/${name}`),
  ...packageNames.map((name) => `packages/${name}/README.md`),
].map((path) => readFileSync(join(root, path), 'utf8'));

it('tells readers to install the version of onnxruntime that is tested', () => {
  const manifest = readFileSync(join(root, 'packages/cli/package.json'), 'utf8');
  const { optionalDependencies } = JSON.parse(manifest) as {
    readonly optionalDependencies: Readonly<Record<string, string>>;
  };
  const told = texts.flatMap((text) =>
    [...text.matchAll(/onnxruntime-node@([\w.-]+)/g)].map(([, version]) => version),
  );
  expect(told.length).toBeGreaterThan(5);
  expect(new Set(told)).toEqual(new Set([optionalDependencies['onnxruntime-node']]));
});
