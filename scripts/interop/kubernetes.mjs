// The Kubernetes example without a cluster: each container's command is run as its Job would, pod by pod.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { bin, root, run } from '../lib/run.mjs';

const parts = 3;

/** Runs all checks; `check(name, status)` and `skip(reason)` count them. */
export function checkKubernetes(work, { check, skip }) {
  const data = `${work}/kubernetes`;
  const source = `${data}/episodes`;
  mkdirSync(`${data}/bin`, { recursive: true });
  symlinkSync(`${root}/packages/cli/bin/inspire.js`, `${data}/bin/inspire`);
  cpSync(`${root}/apps/demo/episodes`, source, { recursive: true });
  const [settings, annotate] = read('annotate.yaml');
  const [merge] = read('merge.yaml');
  const pods = podsOf({ settings, data, source });
  lint([annotate, merge], { check, skip, data });

  const single = `${data}/single`;
  check(
    'kubernetes: single run',
    run(bin('inspire'), ['annotate', source, '--out', single, '--quiet'], quiet),
  );
  const indexes = Array.from({ length: parts }, (_, index) => index);
  check('kubernetes: a pod per index', sum(indexes.map((index) => pods.run(annotate, index))));
  check('kubernetes: merge, once all parts are there', pods.run(merge));
  check('kubernetes: merged equals the single run, byte for byte', run('diff', ['-r', single, pods.out]));

  rmSync(`${pods.out}.parts/1`, { recursive: true });
  writeFileSync(
    `${pods.out}.parts/.1.inspire-lock`,
    JSON.stringify({ pid: 1, host: 'inspire-annotate-1-x7k2p' }),
  );
  check(
    'kubernetes: a pod after one that was killed',
    sum(indexes.map((index) => pods.run(annotate, index))),
  );
  check('kubernetes: a second try of the merge', pods.run(merge));
  check('kubernetes: merged again equals the single run', run('diff', ['-r', single, pods.out]));

  const other = `${data}/other`;
  const otherwise = ['annotate', source, '--out', other, '--formulation', 'direction-3d', '--quiet'];
  check('kubernetes: a run with other options', run(bin('inspire'), otherwise, quiet));
  rmSync(pods.out, { recursive: true });
  cpSync(other, pods.out, { recursive: true });
  check('kubernetes: merge refuses an output of other parts', pods.run(merge) === 0 ? 1 : 0);
  check('kubernetes: what stood there stays', run('diff', ['-rq', other, pods.out]));
}

const quiet = { stdio: ['ignore', 'ignore', 'inherit'] };
const sum = (statuses) => statuses.reduce((total, status) => total + status, 0);

function read(name) {
  return parseAllDocuments(readFileSync(`${root}/examples/kubernetes/${name}`, 'utf8')).map((part) =>
    part.toJS(),
  );
}

/** Runs the containers of a pod one after the other, with the environment that its Job gives them. */
function podsOf({ settings, data, source }) {
  const out = `${data}/merged`;
  const environment = {
    ...settings.data,
    SOURCE: source,
    OUT: out,
    HF_HOME: `${data}/.cache/huggingface`,
    JOB_COMPLETION_COUNT: String(parts),
    ANNOTATE_OPTIONS: '--quiet --formulation direction-1d',
    MERGE_OPTIONS: '--quiet',
    PATH: `${data}/bin:${process.env.PATH}`,
    HOME: data,
  };
  const runPod = ({ spec }, index) => {
    const { initContainers = [], containers } = spec.template.spec;
    const env = index === undefined ? environment : { ...environment, JOB_COMPLETION_INDEX: String(index) };
    return sum(
      [...initContainers, ...containers].map(({ command: [program, ...options], args }) =>
        run(program, [...options, ...args], { ...quiet, env, cwd: data, timeout: 120_000 }),
      ),
    );
  };
  return { out, run: runPod };
}

/** The scripts inside the manifests, as shellcheck sees them. */
function lint(jobs, { check, skip, data }) {
  if (spawnSync('which', ['shellcheck']).status !== 0) return skip('kubernetes: shellcheck is not installed');
  const files = jobs.flatMap(({ spec, metadata }) => {
    const { initContainers = [], containers } = spec.template.spec;
    return [...initContainers, ...containers].map(({ name, args }) => {
      const file = `${data}/${metadata.name}-${name}.sh`;
      writeFileSync(file, `#!/bin/sh\n${args[0]}`);
      return file;
    });
  });
  // The settings come from outside.
  check('kubernetes: shellcheck', run('shellcheck', ['--exclude=SC2154', ...files]));
}
