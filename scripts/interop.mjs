// npm run test:interop: what Python, Chromium and Slurm say of our datasets and servers. Last line: N passed, N failed, N skipped.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkBrowser } from './interop/browser.mjs';
import { checkHdf5 } from './interop/hdf5.mjs';
import { checkHub } from './interop/hub.mjs';
import { checkKubernetes } from './interop/kubernetes.mjs';
import { checkLeRobot } from './interop/lerobot.mjs';
import { checkLibero } from './interop/libero.mjs';
import { checkRlds } from './interop/rlds.mjs';
import { checkServers } from './interop/servers.mjs';
import { checkSlurm } from './interop/slurm.mjs';
import { bin, install, run, step } from './lib/run.mjs';

const totals = { passed: 0, failed: 0, skipped: 0 };

function check(name, status) {
  totals[status === 0 ? 'passed' : 'failed'] += 1;
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name}`);
}

function skip(reason) {
  totals.skipped += 1;
  console.log(`skipped: ${reason}`);
}

const isReady =
  step('install', install) === 0 &&
  step('build', () => run(bin('turbo'), ['run', 'build', '--concurrency=2', '--output-logs=errors-only'])) ===
    0;
if (!isReady) totals.failed += 1;
else {
  const work = mkdtempSync(join(tmpdir(), 'interop-'));
  step('lerobot', () => checkLeRobot(work, { check, skip }));
  step('rlds', () => checkRlds(work, { check, skip }));
  step('hdf5', () => checkHdf5(work, { check, skip }));
  step('browser', () => checkBrowser(work, { check, skip }));
  step('hub', () => checkHub(work, { check, skip }));
  step('kubernetes', () => checkKubernetes(work, { check, skip }));
  step('servers', () => checkServers(work, { check, skip }));
  step('libero', () => checkLibero(work, { check, skip }));
  step('slurm', () => checkSlurm(work, { check, skip }));
  rmSync(work, { recursive: true, force: true });
}
console.log(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exitCode = totals.failed === 0 ? 0 : 1;
