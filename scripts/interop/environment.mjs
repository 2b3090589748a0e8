// Python environments of the peers: made once, beside the repository's other leftovers, with pinned versions.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { root, run } from '../lib/run.mjs';

/** Whether sources are left out that others cover as well, which takes minutes: INSPIRE_INTEROP=short. */
export const isShort = process.env.INSPIRE_INTEROP === 'short';

/** A Python of a version, e.g. `3.12`, on the path or under pyenv; null where there is none. */
function findPython(version) {
  const versions = join(homedir(), '.pyenv/versions');
  const installed = existsSync(versions)
    ? readdirSync(versions).filter((name) => name.startsWith(`${version}.`))
    : [];
  const candidates = [
    `python${version}`,
    ...installed.map((name) => join(versions, name, 'bin/python')),
    'python3',
  ];
  const [major, minor] = version.split('.');
  const test = `import sys; sys.exit(sys.version_info[:2] != (${major}, ${minor}))`;
  return candidates.find((python) => spawnSync(python, ['-c', test]).status === 0) ?? null;
}

/**
 * Makes an environment with the versions of a file, by default `requirements-<name>.txt`, once.
 *
 * @param alone - packages that are installed after the others, without their dependencies.
 * @returns the interpreter; null where there is no such Python, or the environment cannot be made.
 */
export function environment(
  name,
  version,
  alone = [],
  requirements = `${root}/scripts/interop/requirements-${name}.txt`,
) {
  const python = findPython(version);
  if (python === null) return null;
  const hash = createHash('sha256').update(readFileSync(requirements)).update(alone.join());
  const folder = `${root}/.interop/${name}-${hash.digest('hex').slice(0, 12)}`;
  const marker = `${folder}/complete`;
  const inside = `${folder}/bin/python`;
  if (existsSync(marker)) return inside;
  rmSync(folder, { recursive: true, force: true });
  const add = (...args) =>
    run(inside, ['-m', 'uv', 'pip', 'install', '--quiet', '--python', inside, ...args]) === 0;
  const isMade =
    run(python, ['-m', 'venv', folder]) === 0 &&
    run(inside, ['-m', 'pip', 'install', '--quiet', 'uv']) === 0 &&
    add('-r', requirements) &&
    (alone.length === 0 || add('--no-deps', ...alone));
  if (!isMade) return null;
  writeFileSync(marker, '');
  return inside;
}
