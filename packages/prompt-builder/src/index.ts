export { createPlan, type PlanInput } from './create-plan.js';
export type { Role } from './finder/attach.js';
export type { UserLexicon, VerbKind } from './finder/lexicon.js';
export type { InstructionObject } from './finder/object-at.js';
export {
  createObjectFinder,
  type ObjectFinder,
  type ObjectFinderOptions,
  type ObjectOverride,
} from './object-finder.js';
export { orderAsAuthors } from './order-as-authors.js';
export { createQuestion, questionTemplates } from './question.js';
