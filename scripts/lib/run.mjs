import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Root of the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs a command with its output shown; gives its exit status. */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  return result.status ?? 1;
}

/** Prints a heading, runs a step, and says how long it took. */
export function step(name, action) {
  const started = Date.now();
  console.log(`\n── ${name}`);
  const result = action();
  console.log(`── ${name}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return result;
}

/** Installs the locked dependencies unless that has been done; needs Node and npm only. */
export function install() {
  const hash = createHash('sha256')
    .update(readFileSync(`${root}/pnpm-lock.yaml`))
    .update(process.version)
    .digest('hex');
  const marker = `${root}/node_modules/.inspire-install`;
  if (existsSync(marker) && readFileSync(marker, 'utf8') === hash) return 0;
  const { packageManager } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));
  const status = run('npx', [
    '--yes',
    packageManager,
    'install',
    '--frozen-lockfile',
    '--reporter=append-only',
  ]);
  if (status === 0) writeFileSync(marker, hash);
  return status;
}

/** Path of a command that a dependency brings. */
export function bin(name) {
  return `${root}/node_modules/.bin/${name}`;
}
