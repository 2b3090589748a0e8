// pnpm bench: every packages/*/bench/*.bench.ts, each printing its ratios against an anchor of the same run.
import { existsSync, readdirSync } from 'node:fs';
import { bin, root, run, step } from './lib/run.mjs';

let status = 0;
for (const name of readdirSync(`${root}/packages`)) {
  const folder = `${root}/packages/${name}/bench`;
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.bench.ts')) : [];
  for (const file of files) {
    status ||= step(`${name}: ${file}`, () =>
      run(bin('tsx'), ['--conditions=@inspire-vla/source', `${folder}/${file}`]),
    );
  }
}
process.exitCode = status;
