/**
 * A thread that annotates episodes. It is plain JavaScript because Node starts it as a file of its own, also from the
 * sources; see `serve-episodes.ts` for what it does.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { serveEpisodes } from './serve-episodes.js';

const port = /** @type {import('node:worker_threads').MessagePort} */ (parentPort);
await serveEpisodes(port, /** @type {import('./messages.js').WorkerStart} */ (workerData));
