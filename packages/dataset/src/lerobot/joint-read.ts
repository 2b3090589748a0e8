import { setImmediate } from 'node:timers/promises';

/** What was read for several names at once, and the place of one of them. */
export interface JointRead<Result> {
  readonly result: Result;
  readonly place: number;
}

/** Lets those who ask at the same time wait for one reading of all that they ask for. */
export function createJointRead<Result>(
  read: (names: readonly string[]) => Promise<Result>,
): (name: string) => Promise<JointRead<Result>> {
  let waiting: { readonly names: string[]; readonly result: Promise<Result> } | null = null;
  function begin() {
    const names: string[] = [];
    const result = setImmediate().then(() => {
      waiting = null;
      return read(names);
    });
    return { names, result };
  }
  return async (name) => {
    waiting ??= begin();
    const { names, result } = waiting;
    if (!names.includes(name)) names.push(name);
    return { result: await result, place: names.indexOf(name) };
  };
}
