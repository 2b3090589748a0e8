// npm run test:interop: what Python's own libraries say of our datasets. Last line: N passed, N failed, N skipped.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { bin, install, root, run, step } from './lib/run.mjs';

const totals = { passed: 0, failed: 0, skipped: 0 };
const requirements = `${root}/scripts/interop/requirements-lerobot-v3.txt`;

function check(name, status) {
  totals[status === 0 ? 'passed' : 'failed'] += 1;
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name}`);
}

/** A Python 3.12 on the path or under pyenv; null where there is none. */
function findPython() {
  const versions = join(homedir(), '.pyenv/versions');
  const installed = existsSync(versions)
    ? readdirSync(versions).filter((name) => name.startsWith('3.12.'))
    : [];
  const candidates = [
    'python3.12',
    ...installed.map((name) => join(versions, name, 'bin/python')),
    'python3',
  ];
  const isRight = (python) =>
    spawnSync(python, ['-c', 'import sys; sys.exit(sys.version_info[:2] != (3, 12))']).status === 0;
  return candidates.find(isRight) ?? null;
}

/** Makes the environment with the pinned versions, once; null where it cannot be made. */
function environment() {
  const python = findPython();
  if (python === null) return null;
  const hash = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
  const folder = `${root}/.interop/lerobot-v3-${hash}`;
  const marker = `${folder}/complete`;
  if (!existsSync(marker)) {
    rmSync(folder, { recursive: true, force: true });
    const inside = `${folder}/bin/python`;
    const isMade =
      run(python, ['-m', 'venv', folder]) === 0 &&
      run(inside, ['-m', 'pip', 'install', '--quiet', 'uv']) === 0 &&
      run(inside, ['-m', 'uv', 'pip', 'install', '--quiet', '--python', inside, '-r', requirements]) === 0;
    if (!isMade) return null;
    writeFileSync(marker, '');
  }
  return `${folder}/bin/python`;
}

function checkSource(python, name, source, options, output) {
  const args = ['annotate', source, '--out', output, '--quiet', ...options];
  check(`${name}: annotate`, run(bin('inspire'), args, { stdio: ['ignore', 'ignore', 'inherit'] }));
  const own = [`${root}/scripts/interop/check_lerobot_v3.py`, output, source];
  check(
    `${name}: equals its source in lerobot`,
    run(python, options.length > 0 ? [...own, '--resized'] : own),
  );
  const peer = `${root}/../shared/tools/peers/check_lerobot_v3.py`;
  if (existsSync(peer))
    check(`${name}: founders' checker`, run(python, [peer, output, '--require-quantiles']));
}

function checkAll(python) {
  const work = mkdtempSync(join(tmpdir(), 'interop-'));
  checkSource(python, 'own episodes', `${root}/apps/demo/episodes`, [], `${work}/own`);
  const real = `${root}/../shared/data/libero/regenerated`;
  if (existsSync(real)) {
    for (const file of readdirSync(real).filter((name) => name.endsWith('.hdf5'))) {
      checkSource(python, file, `${real}/${file}`, [], `${work}/${file}`);
    }
    checkSource(python, 'real folder, resized', real, ['--image-size', '64'], `${work}/folder`);
  }
  rmSync(work, { recursive: true, force: true });
}

const isReady =
  step('install', install) === 0 &&
  step('build', () => run(bin('turbo'), ['run', 'build', '--concurrency=2', '--output-logs=errors-only'])) ===
    0;
const python = isReady ? step('Python environment', environment) : null;
if (!isReady) totals.failed += 1;
else if (python === null) {
  totals.skipped += 1;
  console.log('skipped: no Python 3.12, or its environment cannot be made here');
} else checkAll(python);
console.log(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exitCode = totals.failed === 0 ? 0 : 1;
