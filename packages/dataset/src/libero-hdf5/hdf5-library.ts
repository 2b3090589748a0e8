import { Worker } from 'node:worker_threads';

/** What is asked of the library's thread. */
export interface Hdf5Request {
  readonly operation:
    | 'keys'
    | 'attributes'
    | 'attributeNames'
    | 'describe'
    | 'load'
    | 'read'
    | 'texts'
    /** Of a whole file: a list of {@link Hdf5Answer}. */
    | 'survey';
  /** The file. */
  readonly path: string;
  /** Group or dataset inside it. */
  readonly place: string;
  /** Rows [start, end) of `read`. */
  readonly start: number;
  readonly end: number;
}

/** What a request for a place would be answered. */
export interface Hdf5Answer extends Pick<Hdf5Request, 'operation' | 'place'> {
  readonly value: unknown;
}

/** What it answers; null as a value: there is no such group or dataset. */
export type Hdf5Reply =
  | { readonly ok: true; readonly value: unknown }
  | {
      readonly ok: false;
      readonly reason: string;
      /** Where inside the file, if it is known better than from the request. */
      readonly at?: string;
    };

/** A dataset as the library describes it. */
export interface Hdf5Description {
  readonly shape: readonly number[] | null;
  /** Bytes per element; 0 for text. */
  readonly elementSize: number;
  /** `text`, or kind and size such as `f8`, `u1`, `i4`; big-endian ones begin with `>`. */
  readonly element: string;
  /** Whether its rows may lie in the file as they are: neither chunked nor virtual. */
  readonly isPlain: boolean;
  /** The other file that a link says it stands in; null where it stands in this one. */
  readonly linkedFile: string | null;
  /** Filter that its rows have passed and the library lacks, e.g. `lzf`; null where they can be read. */
  readonly lackingFilter: string | null;
  /** Of `load`: byte of the file at which its rows begin, one after another; null where they do not or are few. */
  readonly position: number | null;
  /** Of `load`: all that it holds, if that is little. */
  readonly contents: Uint8Array | null;
}

/** The HDF5 library, in a thread of its own. */
export interface Hdf5Library {
  /** Asks the thread; requests are served one after another. Bytes may be expected for `read`: more are given time. */
  request(request: Hdf5Request, expectedBytes?: number): Promise<Hdf5Reply>;
  /** Ends the thread. A later request starts a new one. */
  close(): Promise<void>;
}

/** Options of {@link createHdf5Library}. */
export interface Hdf5LibraryOptions {
  /**
   * How long an answer may take, beyond the time for its bytes. Default 3 seconds; up to twenty times as long where the
   * process gets no processor time, as on a machine with much else to do, or waits for a disk.
   */
  readonly timeoutMilliseconds?: number;
  /** Limit of the library's memory. Default 768 MB. */
  readonly memoryBytes?: number;
  /** The thread's program; another one in tests. */
  readonly script?: URL;
}

/** Slower than any disk that one works with; a request for many bytes may take that long. */
const bytesPerMillisecond = 10_000;
const startMilliseconds = 60_000;

/**
 * Runs the HDF5 library in a thread that is thrown away at the first failure, so that a file which makes it abort,
 * hang or fill its memory harms neither the process nor the next file. The thread starts with the first request and
 * does not keep the process alive.
 */
export function createHdf5Library(options: Hdf5LibraryOptions = {}): Hdf5Library {
  const { timeoutMilliseconds = 3000 } = options;
  let worker: Promise<Worker> | null = null;
  /** Files that the thread has been asked about. */
  let paths = new Set<string>();
  let queue: Promise<unknown> = Promise.resolve();

  async function end(): Promise<void> {
    const running = worker;
    worker = null;
    paths = new Set();
    await (await running?.catch(() => null))?.terminate();
  }

  async function attempt(request: Hdf5Request, milliseconds: number): Promise<Hdf5Reply> {
    paths.add(request.path);
    try {
      worker ??= startWorker(options);
      return await exchange(await worker, request, milliseconds);
    } catch (error) {
      return { ok: false, reason: error instanceof Error ? error.message : String(error) };
    }
  }

  async function serve(request: Hdf5Request, milliseconds: number): Promise<Hdf5Reply> {
    const started = performance.now();
    const reply = await attempt(request, milliseconds);
    if (reply.ok) return reply;
    const isAlone = paths.size === 1;
    await end();
    // What failed may be the doing of another file that the thread read before; a hang is not waited for twice.
    if (isAlone || performance.now() - started > milliseconds) return reply;
    const second = await attempt(request, milliseconds);
    if (!second.ok) await end();
    return second;
  }

  return {
    request(request, expectedBytes = 0) {
      const milliseconds = timeoutMilliseconds + expectedBytes / bytesPerMillisecond;
      const reply = queue.then(() => serve(request, milliseconds));
      queue = reply;
      return reply;
    },
    close() {
      const ended = queue.then(end);
      queue = ended;
      return ended;
    },
  };
}

async function startWorker({ memoryBytes = 768 * 2 ** 20, script }: Hdf5LibraryOptions): Promise<Worker> {
  const worker = new Worker(script ?? new URL('./hdf5-worker.js', import.meta.url), {
    name: 'hdf5',
    workerData: { memoryBytes },
    // What the thread prints is not shown. It is not read either: that would keep the process alive.
    stdout: true,
    stderr: true,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });
  worker.on('error', () => {});
  await nextMessage(worker, startMilliseconds);
  return worker;
}

async function exchange(worker: Worker, request: Hdf5Request, milliseconds: number): Promise<Hdf5Reply> {
  const reply = nextMessage(worker, milliseconds);
  worker.postMessage(request);
  return (await reply) as Hdf5Reply;
}

/** The thread's next message; it keeps the process alive only meanwhile. */
function nextMessage(worker: Worker, milliseconds: number): Promise<unknown> {
  worker.ref();
  return new Promise<unknown>((resolve, reject) => {
    const settle = (finish: () => void) => () => {
      clearTimeout(timer);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit).unref();
      finish();
    };
    const begun = { time: performance.now(), processor: process.cpuUsage() };
    const giveUp = settle(() => reject(new Error(`no answer within ${secondsOf(begun)} s`)));
    const wait = (duration: number): NodeJS.Timeout =>
      setTimeout(() => {
        const left = timeLeft(begun, milliseconds);
        if (left <= 0) giveUp();
        else timer = wait(Math.max(shortestWait, left));
      }, duration);
    let timer = wait(milliseconds);
    const onMessage = (message: unknown) => settle(() => resolve(message))();
    const onError = (error: Error) => settle(() => reject(error))();
    const onExit = settle(() => reject(new Error('the HDF5 library has stopped')));
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
  });
}

interface Beginning {
  readonly time: number;
  readonly processor: NodeJS.CpuUsage;
}

function secondsOf({ time }: Beginning): number {
  return Math.round((performance.now() - time) / 100) / 10;
}

/** How many times its time a thread may wait that has got no processor. */
const patience = 20;

/** Between two looks at a thread, in milliseconds. */
const shortestWait = 50;

/**
 * Milliseconds of processor time that a thread still has; none where it has waited too long for any. A thread that hangs
 * uses a processor; one that is starved of it, or waits for a disk, is only slow.
 */
function timeLeft({ time, processor }: Beginning, milliseconds: number): number {
  if (performance.now() - time >= patience * milliseconds) return 0;
  const { user, system } = process.cpuUsage(processor);
  // A tenth less: the clocks of time and of processors are read one after the other.
  return 0.9 * milliseconds - (user + system) / 1000;
}
