/** Runs jobs one after another, whoever asks: a lock-step protocol has no numbers to tell replies apart. */
export function createLockStep(): <Result>(job: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (job) => {
    const next = last.then(job, job);
    last = next.catch(() => {});
    return next;
  };
}
