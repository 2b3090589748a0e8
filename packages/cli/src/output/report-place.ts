import { basename, dirname, join, relative } from 'node:path';
import { InspireError } from '@inspire-vla/adapter';
import { checkOutputPlace, realPlace } from '@inspire-vla/dataset';
import { checkKind } from './check-place.js';
import { isInside } from './is-inside.js';

/** What decides where a report goes. */
export interface ReportChoice {
  /** The folder to make. */
  readonly output: string;
  /** Default: `report.html` in the output. */
  readonly report?: string | undefined;
}

/**
 * Where a run writes its report: what belongs into the output goes into the folder that becomes it, since the output
 * itself is made, or replaced, only afterwards.
 *
 * @param staged - the folder that becomes the output.
 */
export async function reportPlace({ output, report }: ReportChoice, staged: string): Promise<string> {
  if (report === undefined) return join(staged, 'report.html');
  // The file itself is not followed where it is a link: it is the link that the report replaces.
  const place = join(await realPlace(dirname(report)), basename(report));
  const folder = await realPlace(output);
  return isInside(place, folder) ? join(staged, relative(folder, place)) : report;
}

/**
 * Checks, before any work is done, that a report can be written, and that the dataset does not need its place: in its
 * folder, only what is named as a page is surely none of its files.
 *
 * @param output - the folder that is made, or the dataset that is reported on.
 *
 * @throws InspireError `REPORT_IS_OUTPUT`, or `OUTPUT_NOT_WRITABLE`, also where a folder stands in its place.
 */
export async function checkReportPlace(report: string, output: string): Promise<void> {
  await checkOutputPlace(report, 0);
  const [place, folder] = [await realPlace(report), await realPlace(output)];
  const fix = `name a file, such as ${join(output, 'report.html')}`;
  if (place === folder || isInside(folder, place))
    throw inTheWay(report, 'the report would stand in the place of the dataset', fix);
  if (isInside(place, folder) && !/\.html?$/i.test(place))
    throw inTheWay(report, "the report may take the place of one of the dataset's files", fix);
  return checkKind(report, 'file');
}

function inTheWay(at: string, message: string, fix: string): InspireError {
  return new InspireError({ code: 'REPORT_IS_OUTPUT', message, at, fix });
}
