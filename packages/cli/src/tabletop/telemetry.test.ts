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

it.runIf(process.platform === 'linux')(
  'threads that run models tell nobody, unless they are to',
  () => {
    const model = makeModel(join(folder, 'model'));
    const options = [
      '--tasks',
      'button',
      '--episodes',
      '2',
      '--image-size',
      '32',
      '--limit',
      '2',
      '--jobs',
      '2',
    ];
    const filesLeft = (name: string, environment: Readonly<Record<string, string>>) => {
      const home = join(folder, name);
      mkdirSync(home);
      const args = ['tabletop', 'evaluate', '--policy', model, ...options, '--json', '--quiet'];
      // Nothing of this environment: in CI onnxruntime reports nothing anyhow.
      const env = { PATH: process.env['PATH'], HOME: home, ...environment };
      execFileSync(process.execPath, [...node, fileURLToPath(fixture('inspire.mjs')), ...args], { env });
      return readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((path) =>
        /onnxruntime/i.test(path),
      );
    };
    expect(filesLeft('usual', {})).toEqual([]);
    expect(filesLeft('asked', { ORT_DISABLE_TELEMETRY: '0' })).not.toEqual([]);
  },
  60_000,
);
