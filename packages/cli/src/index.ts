export { type AnnotateOptions, annotate } from './annotate/annotate.js';
export type { Metadata, Problem } from './annotate/metadata.js';
export type { ObjectOverrides } from './annotate/task-objects.js';
export { type EpisodeSummaryLine, inspectEpisode } from './inspect/inspect-episode.js';
export { type DatasetSummary, inspectDataset, type TaskSummary } from './inspect/summarize.js';
export { loadAdapter } from './loading/load-adapter.js';
export { loadTokenizer } from './loading/load-tokenizer.js';
export { main } from './main.js';
export type { CommandContext } from './terminal/context.js';
