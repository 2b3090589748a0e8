import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The code that something was made by. */
export interface CodeState {
  readonly commit: string;
  /** Whether files differed from the commit; results, which come of it, aside. */
  readonly isChanged: boolean;
}

/** The code as it is now. */
export function readCodeState(): CodeState {
  const git = (...options: readonly string[]) =>
    execFileSync('git', [...options], {
      cwd: fileURLToPath(new URL('..', import.meta.url)),
      encoding: 'utf8',
    });
  return {
    commit: git('rev-parse', 'HEAD').trim(),
    isChanged: git('status', '--porcelain', '--', '.', ':(exclude)experiments/results').trim() !== '',
  };
}
