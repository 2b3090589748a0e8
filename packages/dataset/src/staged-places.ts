import { basename, dirname, join, resolve } from 'node:path';

/** What stands beside an output while it is made. */
export interface Places {
  readonly output: string;
  readonly files: string;
  readonly journal: string;
  /** The output that is being replaced. */
  readonly replaced: string;
}

/** Where these stand, for an output that need not be there. */
export function placesOf(target: string): Places {
  const output = resolve(target);
  const beside = (name: string) => join(dirname(output), `.${basename(output)}.inspire-partial-${name}`);
  return { output, files: beside('files'), journal: beside('journal'), replaced: beside('replaced') };
}
