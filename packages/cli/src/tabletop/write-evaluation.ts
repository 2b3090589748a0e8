import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { outputError } from '@inspire-vla/dataset';
import type { TabletopEvaluateOptions, TabletopEvaluation } from './evaluate.js';
import { createEvaluationReport } from './evaluation-report.js';
import type { EvaluationSettings } from './evaluation-settings.js';
import { type FailureFilm, filmFailures } from './film-failures.js';

/** Where films and report go. */
export interface EvaluationOutputs {
  readonly film?: string;
  readonly report?: string;
  readonly policy: string;
  readonly against: string | null;
  readonly split: string;
  readonly settings: EvaluationSettings;
}

/**
 * Makes the films and the report that were asked for; the report is renamed to its place when it is whole.
 *
 * @throws InspireError `OUTPUT_NOT_WRITABLE`, `OUTPUT_DISK_FULL`, and what the policy raises.
 */
export async function writeEvaluation(
  evaluation: TabletopEvaluation,
  { film, report, ...head }: EvaluationOutputs,
  options: TabletopEvaluateOptions,
): Promise<readonly FailureFilm[]> {
  if (film !== undefined) {
    const tasks = new Set(evaluation.failures.map(({ task }) => task.id));
    options.onPhase?.(tasks.size, 'films');
  }
  const films = film === undefined ? [] : await filmFailures(film, evaluation.failures, options);
  if (report === undefined) return films;
  const linked = films.map((one) => ({
    ...one,
    file: addressOf(relative(dirname(report), join(film ?? '', one.file))),
  }));
  const page = createEvaluationReport({ ...head, evaluation, films: linked });
  const partial = `${report}.partial`;
  try {
    await mkdir(dirname(report), { recursive: true });
    await writeFile(partial, page);
    await rename(partial, report);
  } catch (cause) {
    await rm(partial, { force: true }).catch(() => {});
    throw outputError(cause, report);
  }
  return films;
}

/** A path as the address of a link: what is no letter in it would be read as the end of the path, or as part of a word. */
function addressOf(path: string): string {
  return path.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
}
