import { readFile } from 'node:fs/promises';
import { expect, it, vi } from 'vitest';
import { loadRuntime } from './load-runtime.js';

vi.mock('onnxruntime-node', () => {
  throw new Error('Cannot find package');
});

it('says how the runtime is installed, in the version that is tested', async () => {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  const { peerDependencies } = JSON.parse(text) as { peerDependencies: Readonly<Record<string, string>> };
  await expect(loadRuntime()).rejects.toMatchObject({
    code: 'RUNTIME_MISSING',
    fix: expect.stringContaining(
      `npm install --ignore-scripts onnxruntime-node@${peerDependencies['onnxruntime-node']} `,
    ),
  });
});
