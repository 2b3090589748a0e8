import { Worker } from 'node:worker_threads';
import type { PartDataset } from './part-file.js';

/** One demonstration of a file, from the data of its part. */
export interface AssemblyDemonstration {
  readonly file: string;
  readonly length: number;
  readonly datasets: readonly PartDataset[];
}

/** What the thread is asked to do: one file, from demonstrations in their order. */
export interface AssemblyRequest {
  readonly path: string;
  /** Attributes of `data`. */
  readonly texts: Readonly<Record<string, string>>;
  readonly counts: Readonly<Record<string, number>>;
  readonly description: { readonly place: string; readonly text: string };
  readonly demonstrations: readonly AssemblyDemonstration[];
  /** Bytes of a dataset above which it is stored in chunks of a row. */
  readonly largestWhole: number;
}

/** What it answers, once. */
export type AssemblyReply = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** Puts an HDF5 file together in a thread of its own. Fails with what the system or the library said. */
export async function assembleFile(request: AssemblyRequest): Promise<void> {
  const worker = new Worker(new URL('./hdf5-write-worker.js', import.meta.url), {
    name: 'hdf5-write',
    workerData: request,
    stdout: true,
    stderr: true,
    execArgv: [],
  });
  worker.stdout.resume();
  worker.stderr.resume();
  try {
    const reply = await new Promise<AssemblyReply>((resolve, reject) => {
      worker.once('message', resolve).once('error', reject);
      worker.once('exit', () => reject(new Error('the HDF5 library has stopped')));
    });
    if (!reply.ok) throw new Error(reply.reason);
  } finally {
    await worker.terminate();
  }
}
