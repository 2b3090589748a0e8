import { readFile } from 'node:fs/promises';
import { InspireError } from '@inspire-vla/adapter';

/**
 * The text of a file of statistics.
 *
 * @throws InspireError `STATISTICS_MISSING`.
 */
export async function readStatisticsText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw new InspireError({
      code: 'STATISTICS_MISSING',
      message: 'the file of statistics cannot be read',
      at: file,
      fix: 'check the path; norm_stats.json and dataset_statistics.json are read',
      cause,
    });
  });
}
