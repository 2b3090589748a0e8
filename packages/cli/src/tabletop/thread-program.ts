// The program of one thread of a pool: does requests in turn, and answers with what came of them.
import { parentPort, workerData } from 'node:worker_threads';
import { describeError } from '@inspire-vla/adapter';
import type { TabletopRequest } from './requests.js';
import { createTabletopWorker } from './worker.js';

const worker = createTabletopWorker(workerData);

parentPort?.on('message', async (request: TabletopRequest | null) => {
  if (request === null) {
    await worker.close();
    process.exit(0);
  }
  try {
    parentPort?.postMessage({ result: await worker.run(request) });
  } catch (error) {
    parentPort?.postMessage({ error: describeError(error) });
  }
});
