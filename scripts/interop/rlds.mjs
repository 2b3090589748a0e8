// What tensorflow-datasets says of our RLDS: of annotated episodes, and of its own datasets that we have written again.
import { existsSync } from 'node:fs';
import { bin, root, run } from '../lib/run.mjs';
import { environment } from './environment.mjs';

const shared = `${root}/../shared`;
const peer = `${shared}/tools/peers/check_rlds.py`;

/** Runs all checks; `check(name, status)` and `skip(reason)` count them. */
export function checkRlds(work, { check, skip }) {
  const python = environment('rlds', '3.11');
  if (python === null) return skip('rlds: no such Python, or its environment cannot be made here');
  const context = { python, check, work };
  checkSource(context, 'own episodes', `${root}/apps/demo/episodes`, []);
  const real = `${shared}/data/libero/regenerated`;
  if (existsSync(real)) checkSource(context, 'real folder, resized', real, ['--image-size', '64']);
  for (const [name, flags] of [
    ['rlds_libero_3eps', ['--expect', `${shared}/goldens/rlds_libero_3eps/expected.json`]],
    ['rlds_bridge_2eps', ['--state-dim', '7']],
  ]) {
    if (existsSync(`${shared}/goldens/${name}`)) checkGolden(context, name, flags);
  }
}

function checkSource({ python, check, work }, name, source, options) {
  const output = `${work}/rlds-${name.replaceAll(/\W+/g, '-')}`;
  const args = ['annotate', source, '--out', output, '--to', 'rlds', '--quiet', ...options];
  check(`rlds, ${name}: annotate`, run(bin('inspire'), args, { stdio: ['ignore', 'ignore', 'inherit'] }));
  check(
    `rlds, ${name}: read by tensorflow-datasets`,
    run(python, [`${root}/scripts/interop/check_rlds.py`, output]),
  );
  if (existsSync(peer)) check(`rlds, ${name}: founders' checker`, run(python, [peer, output]));
}

/** A dataset that tensorflow-datasets wrote, read and written again by us, must be to it what it was. */
function checkGolden({ python, check, work }, name, flags) {
  const output = `${work}/again-${name}`;
  const convert = `${root}/scripts/interop/convert.mjs`;
  check(
    `rlds, ${name} written again: convert`,
    run(process.execPath, [convert, `${shared}/goldens/${name}`, 'rlds', output]),
  );
  check(`rlds, ${name} written again`, run(python, [peer, output, ...flags]));
}
