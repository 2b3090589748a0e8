// npm run test:python: the tests of python/, which need PyTorch (gigabytes) and so are not part of `.ci/run`.
// Last line: N passed, N failed, where a test is a folder.
import { environment } from './interop/environment.mjs';
import { root, run } from './lib/run.mjs';

const suites = [
  { name: 'convert', requirements: 'convert/requirements.txt', args: ['discover', '.'] },
  {
    name: 'train',
    requirements: 'train/requirements-lora.txt',
    args: ['discover', '-t', '.', '-s', 'tests'],
  },
];

const totals = { passed: 0, failed: 0 };
for (const { name, requirements, args } of suites) {
  const python = environment(`python-${name}`, '3.12', [], `${root}/python/${requirements}`);
  const options = { cwd: `${root}/python/${name}` };
  const isPassed = python !== null && run(python, ['-m', 'unittest', ...args], options) === 0;
  if (python === null) console.log(`${name}: there is no Python 3.12, or its packages cannot be installed`);
  totals[isPassed ? 'passed' : 'failed'] += 1;
}
console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 ? 0 : 1;
