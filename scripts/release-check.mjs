// npm run release:check: the next release, made on a copy, packed, installed by plain npm outside the workspace, and
// each README's example compiled there under both module resolutions, and run.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bin, install, root, run, step } from './lib/run.mjs';

const work = mkdtempSync(join(tmpdir(), 'release-'));
const copy = join(work, 'copy');
const user = join(work, 'user');
const must = (name, status) => {
  if (status === 0) return;
  console.log(`FAILED ${name}; see ${work}`);
  process.exit(1);
};

must('install', install());
step('copy the tree', () => {
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  for (const file of files.trim().split('\n')) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file));
  }
});
execFileSync('git', ['init', '-q', '-b', 'main'], { cwd: copy });
must(
  'install the copy',
  run(bin('pnpm'), ['install', '--frozen-lockfile', '--prefer-offline', '--silent'], { cwd: copy }),
);
must(
  'changeset version',
  step('changeset version', () => run(bin('changeset'), ['version'], { cwd: copy })),
);
must(
  'build',
  step('build', () =>
    run(
      join(copy, 'node_modules/.bin/turbo'),
      ['run', 'build', '--concurrency=2', '--output-logs=errors-only'],
      { cwd: copy },
    ),
  ),
);

const folders = readdirSync(join(copy, 'packages')).map((name) => join(copy, 'packages', name));
for (const folder of folders)
  must(
    `pack ${folder}`,
    run(bin('pnpm'), ['pack', '--pack-destination', work], { cwd: folder, stdio: 'ignore' }),
  );
const tarballs = readdirSync(work).filter((name) => name.endsWith('.tgz'));
console.log(tarballs.join('\n'));

const dependencies = Object.fromEntries(
  folders.map((folder) => {
    const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return [name, `file:../${name.replace('@', '').replace('/', '-')}-${version}.tgz`];
  }),
);
mkdirSync(user);
// What the examples bring along themselves: tokenizers, as the packages' own tests have them.
const tokenizers = folders.flatMap((folder) =>
  Object.entries(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).devDependencies ?? {}),
);
const peers = {
  ...Object.fromEntries(tokenizers.filter(([name]) => name.startsWith('@lenml/'))),
  typescript: '~5.9.3',
  '@types/node': '^20.19.0',
};
const manifest = {
  private: true,
  type: 'module',
  dependencies: { ...dependencies, ...peers },
  overrides: dependencies,
};
writeFileSync(join(user, 'package.json'), JSON.stringify(manifest, null, 2));
// onnxruntime-node brings its CPU library; its install script would only fetch that for CUDA.
const environment = { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip' };
must(
  'npm install',
  step('npm install', () =>
    run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: user, env: environment }),
  ),
);

const examples = [];
for (const folder of folders) {
  for (const [, flag, code] of readFileSync(join(folder, 'README.md'), 'utf8').matchAll(
    /```ts( no-run)?\n([\s\S]*?)```/g,
  )) {
    const file = `example-${examples.length}.ts`;
    writeFileSync(join(user, file), `${code}\nexport {};\n`);
    examples.push({ file, folder, isRun: flag === undefined });
  }
}
for (const [module, resolution] of [
  ['nodenext', 'nodenext'],
  ['esnext', 'bundler'],
]) {
  const flags = [
    '--strict',
    '--target',
    'es2022',
    '--skipLibCheck',
    '--outDir',
    'built',
    '--module',
    module,
    '--moduleResolution',
    resolution,
  ];
  must(
    `compile (${resolution})`,
    step(`compile ${examples.length} examples, ${resolution}`, () =>
      run('node_modules/.bin/tsc', [...flags, ...examples.map(({ file }) => file)], { cwd: user }),
    ),
  );
}
for (const { file, folder, isRun } of examples) {
  if (isRun)
    must(
      `example of ${folder}`,
      run(process.execPath, [`built/${file.replace('.ts', '.js')}`], {
        cwd: user,
        stdio: ['ignore', 'ignore', 'inherit'],
      }),
    );
}
must('inspire', run('node_modules/.bin/inspire', ['--version'], { cwd: user }));
rmSync(work, { recursive: true, force: true });
console.log(
  `\nThe packages install and run outside the workspace: ${tarballs.length} tarballs, ${examples.length} examples.`,
);
