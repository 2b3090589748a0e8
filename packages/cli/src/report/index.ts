export { chooseEpisodes } from './choose-episodes.js';
export { chooseFrames } from './choose-frames.js';
export { createReport } from './create-report.js';
export type {
  ReportCounts,
  ReportData,
  ReportEpisode,
  ReportObject,
  ReportPicture,
  ReportProblem,
  ReportTask,
  ReportTotals,
} from './report-data.js';
