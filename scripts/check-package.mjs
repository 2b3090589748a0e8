// Packs the package it is run in, and has publint and attw look at the tarball.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bin, run } from './lib/run.mjs';

const cwd = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'packed-'));
let status = run(bin('pnpm'), ['pack', '--pack-destination', folder], { cwd });
const tarball = join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? 'missing.tgz');
status ||= run('node_modules/.bin/publint', ['--strict', tarball], { cwd });
status ||= run('node_modules/.bin/attw', [tarball, '--profile', 'esm-only', '--format', 'ascii'], { cwd });
rmSync(folder, { recursive: true });
process.exitCode = status;
