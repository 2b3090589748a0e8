export { annotate } from './annotate/annotate.js';
export type { LanguageEventMode } from './annotate/language-events.js';
export type { Metadata, Problem } from './annotate/metadata.js';
export type { ObjectOverrides } from './annotate/object-overrides.js';
export type { AnnotateOptions, PositionsFrom, Recording } from './annotate/options.js';
export type { Shard } from './annotate/shard.js';
export type { RecordedGripper } from './annotate/tokens/action-gripper.js';
export type { TokenChoices } from './annotate/tokens/token-job.js';
export type { DatasetProblem, ProblemCode } from './inspect/checks/problem.js';
export type { TaskSummary } from './inspect/describe-tasks.js';
export { type EpisodeSummaryLine, inspectEpisode } from './inspect/inspect-episode.js';
export { type DatasetSummary, inspectDataset } from './inspect/summarize.js';
export { loadAdapter } from './loading/load-adapter.js';
export { loadTokenizer } from './loading/load-tokenizer.js';
export { main } from './main.js';
export { type MergeOptions, mergeShards } from './merge/merge-shards.js';
export type { ModelChoices } from './serve/choices.js';
export { createModelPolicy } from './serve/create-model-policy.js';
export { type LoadedModel, loadModel } from './serve/load-model.js';
export type { EpisodeSettings } from './tabletop/episode-settings.js';
export {
  type EndedEarly,
  type EvaluationStart,
  evaluateTabletop,
  type SuccessRate,
  type TabletopEvaluateOptions,
  type TabletopEvaluation,
} from './tabletop/evaluate.js';
export type { AnswerSource } from './tabletop/forced-answers.js';
export { playTabletop, type TabletopPlay, type TabletopPlayOptions } from './tabletop/play.js';
export type { PolicyChoice } from './tabletop/requests.js';
export type { CommandContext } from './terminal/context.js';
