export { createRandom } from './random.js';
export { runPlan } from './run-plan.js';
export { createRunner, type Runner, type RunnerOptions, type StepOptions } from './runner.js';
export type { AnswerResult, RunOptions, RunResult, RunTimings } from './types.js';
