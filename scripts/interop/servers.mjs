// What the clients of openpi, OpenVLA and vla-eval say of `inspire serve`, with a miniature model of real graphs.
import { existsSync, writeFileSync } from 'node:fs';
import { makeModel } from '../../packages/cli/src/__fixtures__/miniature/make-model.mjs';
import { root, run } from '../lib/run.mjs';
import { environment } from './environment.mjs';

const peers = `${root}/../shared/tools/peers`;
const here = `${root}/scripts/interop`;

/** Steps that openpi-client takes, and the side of its pictures. */
const [steps, side] = [1000, 32];

/** Runs all checks; `check(name, status)` and `skip(reason)` count them. */
export function checkServers(work, { check, skip }) {
  const full = makeModel(`${work}/miniature`);
  const plain = makeModel(`${work}/miniature-plain`, 'plain');
  const beside = (model, options, command, ...args) =>
    run(process.execPath, [`${here}/with-server.mjs`, '--model', model, ...options, '--', command, ...args]);
  const python = environment('servers', '3.11');
  if (python === null) skip('servers: no such Python, or its environment cannot be made here');
  else {
    checkOpenpi({ python, check, work, beside, full });
    checkOpenVla({ python, check, beside, plain });
  }
  const harness = environment('vla-eval', '3.11');
  if (harness === null) skip('vla-eval: no such Python, or its environment cannot be made here');
  else checkVlaEval({ python: harness, check, beside, full, plain });
}

function checkOpenpi({ python, check, work, beside, full }) {
  const expected = `${work}/direct.bin`;
  check(
    'openpi: direct calls',
    run(process.execPath, [`${here}/direct-actions.mjs`, full, steps, side, expected].map(String)),
  );
  const args = [`${here}/check_openpi_steps.py`, '{host}', '{port}', expected, String(steps), String(side)];
  check(`openpi: openpi-client over ${steps} steps, as direct calls`, beside(full, [], python, ...args));
  const peer = `${peers}/check_policy_server.py`;
  if (!existsSync(peer)) return;
  const keys = `${work}/keys`;
  writeFileSync(keys, 'interop-key\n');
  const options = ['--host', '{host}', '--port', '{port}', '--api-key', 'interop-key'];
  check("openpi: founders' checker", beside(full, ['--api-key-file', keys], python, peer, ...options));
}

function checkOpenVla({ python, check, beside, plain }) {
  const options = ['--protocol', 'openvla'];
  check(
    'openvla: a client with json_numpy',
    beside(plain, options, python, `${here}/check_openvla_client.py`, '{url}'),
  );
  const peer = `${peers}/check_openvla_rest.py`;
  if (!existsSync(peer)) return;
  const args = ['--url', '{url}', '--bad-unnorm', '--unnorm-key', 'miniature'];
  check("openvla: founders' checker", beside(plain, options, python, peer, ...args));
}

function checkVlaEval({ python, check, beside, full, plain }) {
  const options = ['--protocol', 'vla-eval'];
  // SimplerEnv has one camera.
  for (const [like, model] of Object.entries({ libero: full, simpler: plain, calvin: full })) {
    const args = [`${here}/check_vla_eval_episodes.py`, '{url}', '3', like];
    check(
      `vla-eval: episodes of a benchmark that sends what ${like} sends`,
      beside(model, options, python, ...args),
    );
  }
  const peer = `${peers}/check_vla_eval.py`;
  if (!existsSync(peer)) return;
  check(
    "vla-eval: founders' checker",
    beside(full, options, python, peer, '--host', '{host}', '--port', '{port}'),
  );
}
