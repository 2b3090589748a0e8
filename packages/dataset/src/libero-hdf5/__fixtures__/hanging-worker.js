// Stands for the HDF5 library where a damaged file sends it round in circles.
import { parentPort } from 'node:worker_threads';

parentPort?.on('message', () => {
  for (;;);
});
parentPort?.postMessage('ready');
