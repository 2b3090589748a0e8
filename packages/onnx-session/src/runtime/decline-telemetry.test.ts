import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';

const program = fileURLToPath(new URL('../__fixtures__/open-one.ts', import.meta.url));
const node = ['--import', 'tsx', '--conditions=@inspire-vla/source', program];

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'home-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** Files that a process which opens a model leaves in its home: onnxruntime keeps there what it will report. */
function filesLeft(environment: Readonly<Record<string, string>>) {
  // Nothing of this environment: in CI nothing is reported anyhow.
  const env = { PATH: process.env['PATH'], HOME: home, ...environment };
  execFileSync(process.execPath, node, { env, stdio: 'pipe' });
  return readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((path) => /onnxruntime/i.test(path));
}

it('a model is opened without telling anybody', () => {
  expect(filesLeft({})).toEqual([]);
});

it.runIf(process.platform === 'linux')('who wants onnxruntime to report says so', () => {
  expect(filesLeft({ ORT_DISABLE_TELEMETRY: '0' })).not.toEqual([]);
});
