export { createPlan, type PlanInput } from './create-plan.js';
export { type Role, roles } from './finder/attach.js';
export type { UserLexicon, VerbKind } from './finder/lexicon.js';
export type { EarlierRole, InstructionObject } from './finder/object-at.js';
export { createInstructionLookup, type InstructionEntry } from './instruction-lookup.js';
export {
  createObjectFinder,
  type ObjectFinder,
  type ObjectFinderOptions,
} from './object-finder.js';
export { checkOverrides, type ObjectOverride } from './object-overrides.js';
export { orderAsAuthors } from './order-as-authors.js';
export { createQuestion, questionTemplates } from './question.js';
