import { writeReport } from '../inspect/write-report.js';
import { checkReportPlace, type ReportChoice, reportPlace } from './report-place.js';

/**
 * Writes the report that was asked for by a run which finds its output whole. One that was not asked for stands in the
 * output, which is left as it is.
 *
 * @throws InspireError `REPORT_IS_OUTPUT` or `OUTPUT_NOT_WRITABLE`.
 */
export async function reportFinished({ output, report }: ReportChoice): Promise<void> {
  if (report === undefined) return;
  await checkReportPlace(report, output);
  await writeReport(output, await reportPlace({ output, report }, output));
}
