// What lerobot says of our datasets: of annotated LIBERO episodes, and of its own datasets that we have written again.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { bin, root, run } from '../lib/run.mjs';
import { environment, isShort } from './environment.mjs';

const shared = `${root}/../shared`;

/** Versions of the format, each with the lerobot that reads it and the founders' checker beside the repository. */
const versions = [
  {
    format: 'lerobot-v3.0',
    makePython: () => environment('lerobot-v3', '3.12'),
    peer: `${shared}/tools/peers/check_lerobot_v3.py`,
    flags: ['--require-quantiles'],
    annotation: ['--language-events'],
    annotated: ['--require-language'],
    hasDepth: true,
  },
  {
    format: 'lerobot-v2.1',
    makePython: () => environment('lerobot-v21', '3.11', ['lerobot==0.3.3']),
    peer: `${shared}/tools/peers/check_lerobot_v21.py`,
    flags: [],
    annotation: [],
    annotated: [],
    hasDepth: false,
  },
];

/** Runs all checks; `check(name, status)` and `skip(reason)` count them. */
export function checkLeRobot(work, { check, skip }) {
  for (const version of versions) {
    const python = version.makePython();
    if (python === null) skip(`${version.format}: no such Python, or its environment cannot be made here`);
    else checkVersion({ ...version, python, check, skip, work: `${work}/${version.format}` });
  }
}

function checkVersion(version) {
  const { work } = version;
  checkSource(version, 'own episodes', `${root}/apps/demo/episodes`, [], `${work}-own`);
  const real = `${shared}/data/libero/regenerated`;
  if (existsSync(real)) {
    const files = readdirSync(real).filter((name) => name.endsWith('.hdf5'));
    if (isShort)
      version.skip(`${version.format}, ${files.length} real files alone: INSPIRE_INTEROP is short`);
    for (const file of isShort ? [] : files) {
      checkSource(version, file, `${real}/${file}`, [], `${work}-${file}`);
    }
    checkSource(version, 'real folder, resized', real, ['--image-size', '64'], `${work}-folder`);
  }
  checkOther(version, 'real-robot recording', recording(work), []);
  if (version.hasDepth) checkDepth(version);
  for (const [name, flags] of [
    ['rlds_libero_3eps', ['--positions', 'gripper-events', '--state-layout', 'libero']],
    ['rlds_bridge_2eps', []],
  ]) {
    if (existsSync(`${shared}/goldens/${name}`))
      checkOther(version, name, `${shared}/goldens/${name}`, flags);
  }
  for (const name of ['v30_images', 'v30_video', 'v21_images', 'v21_video']) {
    if (existsSync(`${shared}/goldens/lerobot_${name}`)) checkGolden(version, name);
  }
}

function checkSource(
  { format, python, peer, flags, annotation, annotated, check },
  name,
  source,
  options,
  output,
) {
  const label = `${format}, ${name}`;
  const args = ['annotate', source, '--out', output, '--to', format, '--quiet', ...annotation, ...options];
  check(`${label}: annotate`, run(bin('inspire'), args, { stdio: ['ignore', 'ignore', 'inherit'] }));
  const own = [`${root}/scripts/interop/check_lerobot.py`, output, source];
  const resized = options.length > 0 ? ['--resized'] : [];
  check(`${label}: equals its source in lerobot`, run(python, [...own, ...resized]));
  if (existsSync(peer)) {
    check(`${label}: founders' checker`, run(python, [peer, output, ...flags, ...annotated]));
  }
}

/** Episodes of our own as the authors record their robot. */
function recording(work) {
  run(process.execPath, [`${root}/scripts/interop/write-recording.mjs`, `${work}-recording`]);
  return `${work}-recording`;
}

/** A source of another format than LIBERO, annotated: lerobot must take every frame of it. */
function checkOther({ format, python, peer, flags, work, check }, name, source, options) {
  const output = `${work}-${name.replaceAll(/\W+/g, '-')}`;
  const args = ['annotate', source, '--out', output, '--to', format, '--quiet', ...options];
  check(
    `${format}, ${name}: annotate`,
    run(bin('inspire'), args, { stdio: ['ignore', 'ignore', 'inherit'] }),
  );
  if (existsSync(peer)) check(`${format}, ${name}: founders' checker`, run(python, [peer, output, ...flags]));
}

/** Depth that lerobot recorded is to lerobot the same after annotation. */
function checkDepth({ format, python, check, work }) {
  const [script, source, output] = [
    `${root}/scripts/interop/depth_dataset.py`,
    `${work}-depth`,
    `${work}-depth-out`,
  ];
  check(`${format}, depth: lerobot records it`, run(python, [script, 'make', source]));
  const args = ['annotate', source, '--out', output, '--to', format, '--quiet'];
  check(`${format}, depth: annotate`, run(bin('inspire'), args, { stdio: ['ignore', 'ignore', 'inherit'] }));
  check(`${format}, depth: the same to lerobot`, run(python, [script, 'compare', source, output]));
}

/** A dataset that lerobot wrote, read and written again by us, must be to lerobot what it was. */
function checkGolden({ format, python, peer, flags, check, skip, work }, name) {
  const label = `${format}, lerobot's ${name} written again`;
  const golden = `${shared}/goldens/lerobot_${name}`;
  const output = `${work}-${name}`;
  // Between the versions videos must be cut, or counted for their quantiles; and lerobot decodes with its libraries.
  if (name.includes('video') && spawnSync('ffmpeg', ['-version']).status !== 0)
    return skip(`${label}: no ffmpeg`);
  const convert = `${root}/scripts/interop/convert.mjs`;
  check(`${label}: convert`, run(process.execPath, [convert, golden, format, output]));
  check(label, run(python, [peer, output, '--expect', `${golden}/expected.json`, ...flags]));
}
