// LIBERO itself, played by vla-eval on this machine's CPU against `inspire serve`. Its environment takes 7 GB and an
// episode about a minute, so it runs only where INSPIRE_INTEROP_LIBERO=1. Needs Debian's libosmesa6, or the like.
import { existsSync } from 'node:fs';
import { makeModel } from '../../packages/cli/src/__fixtures__/miniature/make-model.mjs';
import { root, run } from '../lib/run.mjs';
import { environment } from './environment.mjs';

const here = `${root}/scripts/interop`;
const demonstrations = `${root}/../shared/data/libero/original/put_the_bowl_on_the_plate_demo.hdf5`;

/** Runs all checks; `check(name, status)` and `skip(reason)` count them. */
export function checkLibero(work, { check, skip }) {
  if (process.env.INSPIRE_INTEROP_LIBERO !== '1') {
    return skip('LIBERO itself: set INSPIRE_INTEROP_LIBERO=1; its environment takes 7 GB');
  }
  const python = environment('libero', '3.12');
  if (python === null) return skip('LIBERO itself: no such Python, or its environment cannot be made here');
  const play = (options, env, ...args) =>
    run(
      process.execPath,
      [
        ...[`${here}/with-server.mjs`, '--protocol', 'vla-eval', ...options],
        ...['--', python, `${here}/check_libero_episodes.py`, '{url}', ...args],
      ],
      { env: { ...process.env, ...env } },
    );
  const model = makeModel(`${work}/miniature-libero`);
  check('LIBERO itself: an episode of a miniature model', play(['--model', model], {}, '1', '60'));
  if (!existsSync(demonstrations))
    return skip('LIBERO itself, demonstrations played again: there are none here');
  const policy = ['--policy', `${here}/replay-policy.mjs`];
  const file = { INSPIRE_REPLAY: demonstrations };
  check(
    'LIBERO itself: demonstrations played again reach the goal',
    play(policy, file, '2', '110', 'succeed'),
  );
}
