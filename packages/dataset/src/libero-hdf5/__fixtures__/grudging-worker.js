// Stands for the HDF5 library where a file that was read before makes it fail with the next.
import { parentPort } from 'node:worker_threads';

const paths = new Set();
parentPort?.on('message', ({ path }) => {
  paths.add(path);
  const ok = paths.size === 1 && path !== 'bad';
  parentPort?.postMessage(ok ? { ok, value: path } : { ok, reason: `failed with ${[...paths].join(' and ')}` });
});
parentPort?.postMessage('ready');
