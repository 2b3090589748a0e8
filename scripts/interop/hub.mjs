// What huggingface_hub and lerobot say of our cache and our pushes, over the small hub of the tests.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { bin, root, run } from '../lib/run.mjs';
import { environment } from './environment.mjs';

const name = 'me/bowls';
const script = `${root}/scripts/interop/check_hub.py`;
const quiet = { stdio: ['ignore', 'ignore', 'inherit'] };

/** Runs all checks; `check(name, status)` and `skip(reason)` count them. */
export function checkHub(work, { check, skip }) {
  const python = environment('hub', '3.12');
  if (python === null) return skip('hub: no such Python, or its environment cannot be made here');
  const folder = `${work}/hub`;
  mkdirSync(folder, { recursive: true });
  const source = `${root}/apps/demo/episodes`;
  const address = `${folder}/address.json`;
  const server = spawn(bin('tsx'), [`${root}/scripts/interop/serve-hub.ts`, address, name, source], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  try {
    for (let waited = 0; waited < 100 && !existsSync(address); waited += 1) spawnSync('sleep', ['0.2']);
    const { endpoint, commit } = JSON.parse(readFileSync(address, 'utf8'));
    const env = { ...process.env, HF_ENDPOINT: endpoint, HF_HOME: `${folder}/home`, HF_TOKEN: 'hf_known' };
    const context = { python, check, folder, source, commit, env };
    checkCaches(context);
    checkPush(context, skip);
  } finally {
    server.kill();
  }
}

function checkCaches({ python, check, folder, source, commit, env }) {
  const ours = { ...env, HF_HUB_CACHE: `${folder}/ours` };
  const theirs = { ...env, HF_HUB_CACHE: `${folder}/theirs` };
  const offline = { HF_HUB_OFFLINE: '1' };
  const inspect = (cache) => run(bin('inspire'), ['inspect', `hf:${name}`], { ...quiet, env: cache });
  check('hub: inspect downloads', inspect(ours));
  check(
    'hub: our cache is read by huggingface_hub',
    run(python, [script, 'cached', name, commit, source], { env: { ...ours, ...offline } }),
  );
  check(
    'hub: huggingface_hub downloads from the same hub',
    run(python, [script, 'download', name, source], { env: theirs }),
  );
  check('hub: its cache is read by inspire', inspect({ ...theirs, ...offline }));
}

function checkPush({ python, check, folder, source, env }, skip) {
  const out = `${folder}/annotated`;
  const args = ['annotate', source, '--out', out, '--push-to', 'hf:me/annotated', '--quiet'];
  check('hub: annotate and push', run(bin('inspire'), args, { ...quiet, env }));
  check(
    'hub: what was pushed is listed by huggingface_hub, with its tag',
    run(python, [script, 'pushed', 'me/annotated', out, 'v3.0'], { env }),
  );
  const lerobot = environment('lerobot-v3', '3.12');
  if (lerobot === null) return skip('hub: lerobot cannot be installed here');
  const { total_frames: frames } = JSON.parse(readFileSync(`${out}/meta/info.json`, 'utf8'));
  check(
    'hub: what was pushed is opened by its name by lerobot',
    run(lerobot, [`${root}/scripts/interop/load_hub.py`, 'me/annotated', String(frames)], { env }),
  );
}
