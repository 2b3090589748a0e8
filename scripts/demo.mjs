// npm run demo: installs, builds, and runs apps/demo.
import { bin, install, root, run, step } from './lib/run.mjs';

const status =
  step('install', install) ||
  step('build', () => run(bin('turbo'), ['run', 'build', '--concurrency=2', '--output-logs=errors-only'])) ||
  run(process.execPath, ['--import', 'tsx', `${root}/apps/demo/src/main.ts`]);
process.exitCode = status;
