import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { InspireError } from '@inspire-vla/adapter';
import { openDataset, outputError, type SourceFormat } from '@inspire-vla/dataset';
import { createReport } from '../report/index.js';
import { collectReport } from './collect-report.js';
import { readRecorded } from './read-metadata.js';

/**
 * Writes the HTML report of an annotated dataset, or of one file of it.
 *
 * @throws InspireError `NOT_ANNOTATED` for a dataset without questions and answers.
 */
export async function writeReport(directory: string, file: string, from?: SourceFormat): Promise<void> {
  const source = await openDataset(directory, from);
  try {
    const metadata = await readRecorded(source);
    if (metadata === null) throw notAnnotated(directory);
    await writeWhole(file, createReport(await collectReport(source, metadata)));
  } finally {
    await source.close();
  }
}

/** Writes beside the file and renames, so that it is there whole or as it was. */
async function writeWhole(file: string, text: string): Promise<void> {
  const partial = `${file}.partial-${randomBytes(4).toString('hex')}`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(partial, text);
    await rename(partial, file);
  } catch (cause) {
    throw outputError(cause, file);
  } finally {
    await rm(partial, { force: true });
  }
}

function notAnnotated(directory: string): InspireError {
  return new InspireError({
    code: 'NOT_ANNOTATED',
    message: 'the dataset has no questions and answers to report on',
    at: directory,
    fix: 'run inspire annotate first, and give its output',
  });
}
