// The Slurm example, run by a real Slurm: its daemons on this machine for the length of the check, as nobody's service.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { bin, root, run } from '../lib/run.mjs';

const example = `${root}/examples/slurm`;
const parts = 4;

/** Runs all checks; `check(name, status)` and `skip(reason)` count them. */
export function checkSlurm(work, { check, skip }) {
  const environment = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` };
  const has = (command) => spawnSync('which', [command], { env: environment }).status === 0;
  const missing = ['munged', 'slurmctld', 'slurmd', 'sbatch'].filter((command) => !has(command));
  if (missing.length > 0)
    return skip(`slurm: ${missing.join(', ')} not installed (apt-get install slurm-wlm munge)`);
  if (has('shellcheck')) {
    const scripts = ['submit.sh', 'annotate.sbatch', 'merge.sbatch'].map((name) => `${example}/${name}`);
    check('slurm: shellcheck', run('shellcheck', scripts));
  } else skip('slurm: shellcheck is not installed');
  const cluster = startCluster(`${work}/slurm`, environment);
  if (cluster === null) return check('slurm: daemons start', 1);
  try {
    checkExample(`${work}/slurm-run`, cluster, check);
  } finally {
    cluster.stop();
  }
}

function checkExample(folder, cluster, check) {
  mkdirSync(folder, { recursive: true });
  // An episode for each part: the example's are three.
  const source = `${folder}/episodes`;
  cpSync(`${root}/apps/demo/episodes`, source, { recursive: true });
  cpSync(
    `${source}/put_the_red_mug_on_the_plate_demo.hdf5`,
    `${source}/put_the_red_mug_on_the_table_demo.hdf5`,
  );
  const out = `${folder}/merged`;
  const submit = () =>
    spawnSync(`${example}/submit.sh`, [source, out, String(parts), '--quiet'], {
      cwd: folder,
      env: { ...cluster.environment, INSPIRE: `${process.execPath} ${root}/packages/cli/bin/inspire.js` },
      encoding: 'utf8',
    });
  const single = `${folder}/single`;
  check('slurm: single run', run(bin('inspire'), ['annotate', source, '--out', single, '--quiet'], quiet));
  const first = submit();
  const again = submit();
  check(
    'slurm: not submitted again meanwhile',
    again.status === 1 && /scancel \d/.test(again.stderr) ? 0 : 1,
  );
  check('slurm: array job of 4 and merge', awaitJobs(first, cluster, out));
  check('slurm: merged equals the single run, byte for byte', run('diff', ['-r', single, out]));

  const made = () => [0, 1, 3].map((part) => statSync(`${out}.parts/${part}`).ino).join();
  const before = made();
  rmSync(out, { recursive: true, force: true });
  rmSync(`${out}.parts/2`, { recursive: true, force: true });
  const lock = `${out}.parts/.2.inspire-lock`;
  const lockFor = (job) => writeFileSync(lock, JSON.stringify({ pid: 1, host: 'a node that died', job }));
  const holder = hold(cluster);
  lockFor(holder);
  submit();
  awaitQueue(cluster, holder);
  check('slurm: a lock of a job in the queue stays', existsSync(lock) && !existsSync(out) ? 0 : 1);
  spawnSync('scancel', [holder], { env: cluster.environment });
  awaitQueue(cluster);
  check('slurm: submitted again after a part was lost', awaitJobs(submit(), cluster, out));
  check('slurm: finished parts are kept', made() === before ? 0 : 1);
  check('slurm: merged again equals the single run', run('diff', ['-r', single, out]));
}

const quiet = { stdio: ['ignore', 'ignore', 'inherit'] };

/** Waits until the last job, which depends on the others, is gone from the queue; 0 where the output is there. */
function awaitJobs({ status, stdout, stderr }, cluster, out) {
  const job = /then job (\d+)/.exec(stdout)?.[1];
  if (status !== 0 || job === undefined) return console.log(stderr) ?? 1;
  awaitQueue(cluster);
  if (existsSync(`${out}/meta/inspire.json`)) return 0;
  run('sh', ['-c', `tail -n 20 ${out}.parts/logs/*.log`]);
  return 1;
}

/** Waits until nothing is in the queue but, if that is given, one job. */
function awaitQueue({ environment }, except = '') {
  for (let waited = 0; waited < 240; waited += 1) {
    const queue = spawnSync('squeue', ['--noheader', '--format=%i'], { env: environment, encoding: 'utf8' });
    if (queue.status === 0 && queue.stdout.trim() === except) return;
    spawnSync('sleep', ['0.5']);
  }
}

/** Starts a job that only lasts; its number. */
function hold({ environment }) {
  const options = ['--parsable', '--mem=100M', '--output=/dev/null', '--wrap=sleep 600'];
  return spawnSync('sbatch', options, { env: environment, encoding: 'utf8' }).stdout.trim();
}

/** Starts munge and Slurm with everything they write in one folder; null where they do not come up. */
function startCluster(folder, environment) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of ['state', 'spool']) mkdirSync(`${folder}/${name}`, { recursive: true });
  writeFileSync(`${folder}/munge.key`, Buffer.alloc(64, `${Date.now()}`), { mode: 0o400 });
  writeFileSync(`${folder}/slurm.conf`, configuration(folder));
  writeFileSync(`${folder}/cgroup.conf`, 'CgroupAutomount=no\n');
  const env = { ...environment, SLURM_CONF: `${folder}/slurm.conf` };
  const socket = `--socket=${folder}/munge.socket`;
  const munge = [
    socket,
    ...['key', 'pid', 'log', 'seed'].map((kind) => `--${kind}-file=${folder}/munge.${kind}`),
    '--force',
  ];
  const isUp =
    run('munged', munge, { env }) === 0 &&
    run('slurmctld', [], { env }) === 0 &&
    run('slurmd', [], { env }) === 0;
  const stop = () => {
    run('scontrol', ['shutdown'], { env });
    run('munged', ['--stop', socket], { env, stdio: 'ignore' });
  };
  if (isUp && isIdle(env)) return { environment: env, stop };
  for (const name of ['slurmctld.log', 'slurmd.log', 'munge.log'])
    run('tail', ['-n', '20', `${folder}/${name}`]);
  stop();
  return null;
}

function isIdle(env) {
  for (let waited = 0; waited < 60; waited += 1) {
    const { stdout } = spawnSync('sinfo', ['--noheader', '--format=%t'], { env, encoding: 'utf8' });
    if (stdout.trim() === 'idle') return true;
    spawnSync('sleep', ['0.5']);
  }
  return false;
}

function configuration(folder) {
  const name = hostname().split('.')[0];
  const { username } = userInfo();
  return `ClusterName=check
SlurmctldHost=${name}(127.0.0.1)
SlurmctldPort=${freePort()}
SlurmdPort=${freePort()}
SlurmUser=${username}
SlurmdUser=${username}
AuthType=auth/munge
AuthInfo=socket=${folder}/munge.socket
CredType=cred/munge
MpiDefault=none
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SwitchType=switch/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SchedulerType=sched/backfill
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
SlurmdParameters=config_overrides
ReturnToService=2
MinJobAge=10
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd.pid
SlurmctldLogFile=${folder}/slurmctld.log
SlurmdLogFile=${folder}/slurmd.log
NodeName=${name} NodeAddr=127.0.0.1 CPUs=8 RealMemory=16384 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
`;
}

function freePort() {
  const code =
    "const s = require('net').createServer().listen(0, () => { console.log(s.address().port); s.close(); })";
  return spawnSync(process.execPath, ['-e', code], { encoding: 'utf8' }).stdout.trim();
}
