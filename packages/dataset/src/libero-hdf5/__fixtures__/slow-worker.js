// Answers after 600 ms in which it does nothing.
import { parentPort } from 'node:worker_threads';

parentPort?.on('message', () => setTimeout(() => parentPort?.postMessage({ ok: true, value: 'late' }), 600));
parentPort?.postMessage('ready');
