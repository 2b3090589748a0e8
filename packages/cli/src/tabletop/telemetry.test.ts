import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { makeModel } from '../__fixtures__/miniature/make-model.mjs';

const fixture = (name: string) => new URL(`../__fixtures__/${name}`, import.meta.url);
const node = ['--import', fixture('register-tsx.mjs').href, '--conditions=@inspire-vla/source'];
const folder = mkdtempSync(join(tmpdir(), 'telemetry-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('threads that run models tell nobody', () => {
  const home = join(folder, 'home');
  mkdirSync(home);
  const model = makeModel(join(folder, 'model'));
  const evaluate = ['tabletop', 'evaluate', '--policy', model, '--json', '--quiet'];
  const few = '--tasks button --episodes 2 --image-size 32 --limit 2 --jobs 2'.split(' ');
  // Nothing of this environment: in CI onnxruntime reports nothing anyhow. What it will report it keeps in the home.
  const env = { PATH: process.env['PATH'], HOME: home };
  execFileSync(process.execPath, [...node, fileURLToPath(fixture('inspire.mjs')), ...evaluate, ...few], {
    env,
  });
  const left = readdirSync(home, { recursive: true, encoding: 'utf8' });
  expect(left.filter((path) => /onnxruntime/i.test(path))).toEqual([]);
}, 60_000);
