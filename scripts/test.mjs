// npm test: installs, lints, type-checks, tests, checks the packed packages. Last line: N passed, N failed.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { bin, install, root, run, step } from './lib/run.mjs';

const totals = { passed: 0, failed: 0, skipped: 0 };

/** A step that counts as one check. */
function check(name, action) {
  const isPassed = step(name, action) === 0;
  totals[isPassed ? 'passed' : 'failed'] += 1;
  if (!isPassed) console.log(`FAILED ${name}`);
  return isPassed;
}

/** Adds the counts of a vitest report and names what failed; a missing report is a failure. */
function count(folder) {
  const file = `${folder}/.vitest/report.json`;
  if (!existsSync(file)) {
    totals.failed += 1;
    return console.log(`FAILED no test report in ${folder}`);
  }
  const report = JSON.parse(readFileSync(file, 'utf8'));
  totals.passed += report.numPassedTests;
  totals.failed += report.numFailedTests;
  totals.skipped += report.numPendingTests + (report.numTodoTests ?? 0);
  if (!report.success && report.numFailedTests === 0) totals.failed += 1;
  for (const { assertionResults } of report.testResults) {
    for (const { status, fullName } of assertionResults)
      if (status === 'failed') console.log(`FAILED ${fullName}`);
  }
}

/** Packages and apps that have tests. */
function testedFolders() {
  const folders = ['packages', 'apps'].flatMap((parent) =>
    readdirSync(`${root}/${parent}`).map((name) => `${root}/${parent}/${name}`),
  );
  const isTested = (folder) =>
    JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')).scripts?.test !== undefined;
  return folders.filter(isTested);
}

const turbo = (...tasks) =>
  run(bin('turbo'), ['run', ...tasks, '--concurrency=2', '--continue', '--output-logs=errors-only']);

if (check('install', install)) {
  check('lint', () => run(bin('biome'), ['check', '--error-on-warnings', '.']));
  check('types', () => turbo('typecheck'));
  check('tests', () => turbo('test'));
  for (const folder of testedFolders()) count(folder);
  check('packed packages', () => turbo('check:package'));
  check('repository', () =>
    run(bin('vitest'), ['run', '--config', `${root}/vitest.shared.ts`, '--root', 'scripts/checks']),
  );
  count(`${root}/scripts/checks`);
}
console.log(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exitCode = totals.failed === 0 ? 0 : 1;
