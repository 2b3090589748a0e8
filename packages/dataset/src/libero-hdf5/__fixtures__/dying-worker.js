// Stands for the HDF5 library where a damaged file makes it end its thread.
import { parentPort } from 'node:worker_threads';

parentPort?.on('message', () => process.exit(3));
parentPort?.postMessage('ready');
