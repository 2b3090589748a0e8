import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BoundsStatistics, parseDatasetStatistics } from '@inspire-vla/adapter/statistics';
import type { Problem } from '../metadata.js';

/** The file in which a codec's folder has the statistics of the actions that it was trained on. */
const name = 'dataset_statistics.json';

/** Share of a dimension's range by which its bounds may differ, since codecs are trained on much the same data. */
const tolerance = 0.02;

/**
 * Tells where a codec was trained on actions that other statistics had normalised than those of this dataset: the same
 * motion is then another number, and the codec loses more than it says of itself.
 *
 * @param codec - value of `--codec`, e.g. `vq-extra:FOLDER`; a codec without a file of statistics says nothing.
 * @param used - the text of this run's statistics, as they are written.
 */
export async function findOtherStatistics(codec: string, used: string): Promise<readonly Problem[]> {
  const text = await readFile(join(codec.slice(codec.indexOf(':') + 1), name), 'utf8').catch(() => null);
  const [learnt, here] = [text, used].map((one) => (one === null ? null : onlyAction(one)));
  if (learnt == null || here == null) return [];
  const dimension = learnt.q01.findIndex((_, index) => isOther(learnt, here, index));
  if (dimension < 0) return [];
  const range = ({ q01, q99 }: BoundsStatistics) => `${round(q01[dimension])} to ${round(q99[dimension])}`;
  const message =
    `the codec was trained on actions whose dimension ${dimension} goes from ${range(learnt)}, here from ${range(here)}: ` +
    'it loses more than its own figures say; train it on this dataset, or give its statistics with --statistics';
  return [{ at: codec, message }];
}

/** The statistics of actions; null in openpi's form, and where a file has several datasets. */
function onlyAction(text: string): BoundsStatistics | null {
  if (text.includes('"norm_stats"')) return null;
  const [first, ...others] = parseDatasetStatistics(text).values();
  return first === undefined || others.length > 0 ? null : first.action;
}

function isOther(learnt: BoundsStatistics, here: BoundsStatistics, index: number): boolean {
  if (learnt.mask?.[index] === false) return false;
  const [low = 0, high = 0] = [learnt.q01[index], learnt.q99[index]];
  const [otherLow = 0, otherHigh = 0] = [here.q01[index], here.q99[index]];
  const most = tolerance * Math.max(high - low, otherHigh - otherLow);
  return Math.abs(low - otherLow) > most || Math.abs(high - otherHigh) > most;
}

function round(value = 0): string {
  return value.toFixed(3);
}
