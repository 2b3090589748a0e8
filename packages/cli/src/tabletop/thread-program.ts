// The program of one thread of a pool: does requests in turn, and answers with what came of them.
import { parentPort } from 'node:worker_threads';
import { InspireError } from '@inspire-vla/adapter';
import type { TabletopRequest } from './requests.js';
import { createTabletopWorker } from './worker.js';

const worker = createTabletopWorker();

parentPort?.on('message', async (request: TabletopRequest | null) => {
  if (request === null) {
    await worker.close();
    process.exit(0);
  }
  try {
    parentPort?.postMessage({ result: await worker.run(request) });
  } catch (error) {
    const { code, message, at = '', fix = '' } = InspireError.isInstance(error) ? error : unexpected(error);
    parentPort?.postMessage({ error: { code, message, at, fix } });
  }
});

function unexpected(error: unknown): InspireError {
  return new InspireError({
    code: 'TABLETOP_FAILED',
    message: error instanceof Error ? error.message : String(error),
    fix: 'run again with --jobs 1 and INSPIRE_DEBUG=1 to see where it happens',
  });
}
