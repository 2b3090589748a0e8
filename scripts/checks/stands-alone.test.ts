import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { root } from './repository.js';

/** Tracked files of some paths, from the root. */
function tracked(...paths: readonly string[]): readonly string[] {
  const { stdout } = spawnSync('git', ['ls-files', '-z', ...paths], { cwd: root, encoding: 'utf8' });
  return stdout.split('\0').filter((file) => file !== '' && existsSync(join(root, file)));
}

/** The repository at a place that has nothing beside it, with the packages that are installed here. */
function copyAlone(): string {
  const place = mkdtempSync(join(tmpdir(), 'stands-alone-'));
  onTestFinished(() => rmSync(place, { recursive: true, force: true }));
  const copy = join(place, 'repository');
  for (const file of tracked('packages', '*.ts', '*.json')) cpSync(join(root, file), join(copy, file));
  for (const manifest of tracked('package.json', 'packages/*/package.json')) {
    const installed = join(manifest, '../node_modules');
    symlinkSync(join(root, installed), join(copy, installed));
  }
  return copy;
}

// Records of others' code stand beside the repository where it is made, and nowhere else; what reads them is skipped
// there, and a suite that is skipped is read all the same.
describe('a clone that has nothing beside it', () => {
  it('can read all tests, also those that it skips', () => {
    const files = tracked('packages').filter(
      (file) => file.endsWith('.test.ts') && /shared|golden/i.test(readFileSync(join(root, file), 'utf8')),
    );
    expect(files.length).toBeGreaterThan(20);
    const options = ['list', '--config', 'vitest.shared.ts', '--typecheck.enabled=false', ...files];
    const vitest = join(root, 'node_modules/.bin/vitest');
    const { status, stderr } = spawnSync(vitest, options, { cwd: copyAlone(), encoding: 'utf8' });
    expect(status, stderr).toBe(0);
  });
});
