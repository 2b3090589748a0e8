export { type ActionGripper, actionGrippers, convertGripper } from './action-gripper.js';
export type {
  ActionChunk,
  ActionCodec,
  ActionDecoding,
  ActionFailure,
  ActionShape,
  ActionStop,
} from './actions.js';
export {
  type AdapterModule,
  type AdapterOptions,
  type AnswerChoice,
  specificationVersion,
  type VlaAdapter,
} from './adapter.js';
export { type Cache, createCache } from './cache.js';
export { checkAdapter } from './check-adapter.js';
export { codecFileError, missingCodec } from './codec-errors.js';
export { type EncodedPrompt, encodePlan, encodePrompt } from './encode.js';
export { describeError, type ErrorDescription, restoreError } from './error-description.js';
export { type ErrorDetails, InspireError } from './errors.js';
export type { CameraSpec, ImagePosition, ImageSpec, RgbImage } from './images.js';
export {
  type ActionSlot,
  type AnswerSlot,
  type Attention,
  type EncodedPlan,
  type FixedPiece,
  type ImagePiece,
  type Piece,
  type Role,
  roles,
  type Slot,
  type Span,
} from './layout.js';
export { locateErrors } from './locate-errors.js';
export { logitRows } from './logit-rows.js';
export type { OpenOptions, VlaModel } from './model.js';
export {
  type ActionTurn,
  type InstructionTurn,
  type Order,
  orders,
  type Plan,
  type QuestionTurn,
  type Turn,
} from './plan.js';
export { orderOf, withoutQuestions } from './plan-order.js';
export type { ExtendOptions, Logits, VlaSession } from './session.js';
export { type StepFailure, stepFailureOf, stepFailures } from './step-failure.js';
export { takesState } from './takes-state.js';
export { createTokenizer, type HuggingFaceTokenizer, type Tokenizer } from './tokenizer.js';
export type { TrainingSpec } from './training.js';
export {
  type AnswerVocabulary,
  type AnswerVocabularyOptions,
  type AxisWords,
  closeWord,
  createAnswerVocabulary,
  type Direction,
  directions,
  type Formulation,
  formulations,
  type WordSet,
  wordSets,
} from './vocabulary.js';
