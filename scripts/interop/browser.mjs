// Whether Node and headless Chromium come to the same bits of physics.
import { spawnSync } from 'node:child_process';
import { bin, root, run } from '../lib/run.mjs';

/** Runs all checks; `check(name, status)` and `skip(reason)` count them. */
export function checkBrowser(_work, { check, skip }) {
  const browser = process.env.INSPIRE_BENCH_CHROMIUM ?? 'chromium';
  if (spawnSync(browser, ['--version']).status !== 0) return skip(`browser: there is no ${browser}`);
  const script = `${root}/packages/tabletop/scripts/check-browser.ts`;
  const status = run(bin('tsx'), ['--conditions=@inspire-vla/source', script]);
  check('browser: the same bits of physics in Node and Chromium', status);
}
