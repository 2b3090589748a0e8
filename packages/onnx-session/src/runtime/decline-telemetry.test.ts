import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const program = fileURLToPath(new URL('../__fixtures__/open-one.ts', import.meta.url));

it('a model is opened without telling anybody', () => {
  const home = mkdtempSync(join(tmpdir(), 'home-'));
  try {
    // Nothing of this environment: in CI onnxruntime reports nothing anyhow. What it will report it keeps in the home.
    const env = { PATH: process.env['PATH'], HOME: home };
    const node = ['--import', 'tsx', '--conditions=@inspire-vla/source', program];
    execFileSync(process.execPath, node, { env, stdio: 'pipe' });
    const left = readdirSync(home, { recursive: true, encoding: 'utf8' });
    expect(left.filter((path) => /onnxruntime/i.test(path))).toEqual([]);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});

it.runIf(process.platform === 'linux')('onnxruntime still reads the variable that declines', () => {
  const folder = dirname(createRequire(import.meta.url).resolve('onnxruntime-node/package.json'));
  const [library = ''] = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.includes(join('linux', process.arch, 'libonnxruntime.so')),
  );
  expect(readFileSync(join(folder, library)).includes('ORT_DISABLE_TELEMETRY')).toBe(true);
});
