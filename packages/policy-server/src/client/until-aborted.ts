/**
 * Waits for `promise`, or for the signal: then `stop` is called.
 *
 * @throws The reason of the signal.
 */
export function untilAborted<Result>(
  promise: Promise<Result>,
  signal: AbortSignal | undefined,
  stop: () => void,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      reject(signal?.reason);
      stop();
    };
    if (signal?.aborted === true) abort();
    signal?.addEventListener('abort', abort, { once: true });
    const leave = () => signal?.removeEventListener('abort', abort);
    promise.then(resolve, reject).finally(leave);
  });
}
