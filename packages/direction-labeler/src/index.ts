export { createFrame, type Frame, frames } from './frame.js';
export {
  createLabeler,
  type Label,
  type Labeler,
  type LabelerOptions,
  type LabelInput,
  type RelationColumns,
} from './labeler.js';
export { unlabelled } from './rules.js';
export { type AnswerCounts, countAnswers } from './statistics.js';
