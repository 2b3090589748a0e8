export { createPlan, type PlanInput } from './create-plan.js';
export type { Role } from './finder/attach.js';
export type { InstructionObject } from './finder/render.js';
export { createObjectFinder, type ObjectFinder, type ObjectFinderOptions } from './object-finder.js';
export { createQuestion, questionTemplates } from './question.js';
