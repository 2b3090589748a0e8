// What h5py says of our LIBERO HDF5, made from LIBERO's own demonstrations and from ours.
import { existsSync, readdirSync } from 'node:fs';
import { bin, root, run } from '../lib/run.mjs';
import { environment } from './environment.mjs';

const shared = `${root}/../shared`;

/** Runs all checks; `check(name, status)` and `skip(reason)` count them. */
export function checkHdf5(work, { check, skip }) {
  const python = environment('lerobot-v3', '3.12');
  if (python === null) return skip('hdf5: no such Python, or its environment cannot be made here');
  const context = { python, check, work };
  checkSource(context, 'own episodes', `${root}/apps/demo/episodes`);
  checkTabletop(context);
  const real = `${shared}/data/libero/regenerated`;
  if (!existsSync(real)) return;
  for (const file of readdirSync(real).filter((name) => name.endsWith('.hdf5'))) {
    checkSource(context, file, `${real}/${file}`);
  }
}

function checkSource({ python, check, work }, name, source) {
  const output = `${work}/hdf5-${name.replaceAll(/\W+/g, '-')}`;
  const args = ['annotate', source, '--out', output, '--to', 'libero-hdf5', '--quiet'];
  check(`hdf5, ${name}: annotate`, run(bin('inspire'), args, { stdio: ['ignore', 'ignore', 'inherit'] }));
  check(
    `hdf5, ${name}: read by h5py`,
    run(python, [`${root}/scripts/interop/check_hdf5.py`, output, source]),
  );
}

function checkTabletop({ python, check, work }) {
  const output = `${work}/hdf5-tabletop`;
  const choices = ['--tasks', 'button,stack-1,drawer-1', '--episodes', '6', '--image-size', '64'];
  const args = ['tabletop', 'record', ...choices, '--to', 'libero-hdf5', '--out', output, '--quiet'];
  check('hdf5, physics world: record', run(bin('inspire'), args, { stdio: ['ignore', 'ignore', 'inherit'] }));
  check(
    'hdf5, physics world: read by h5py',
    run(python, [`${root}/scripts/interop/check_tabletop_hdf5.py`, output]),
  );
}
