import {
  type ActionChunk,
  type AnswerVocabulary,
  createAnswerVocabulary,
  InspireError,
  type Order,
  orders,
  type Plan,
  type QuestionTurn,
  type Turn,
} from '@inspire-vla/adapter';
import { createQuestion } from './question.js';

/** What {@link createPlan} is given. */
export interface PlanInput {
  readonly instruction: string;
  /** Phrases of the objects to ask about, in order; none makes a plain instruction. */
  readonly objects: readonly string[];
  /** Default: direction-1d in the paper's words. */
  readonly vocabulary?: AnswerVocabulary;
  /** Default `vqa-first`. */
  readonly order?: Order;
  /**
   * One per object; null, or none at all, leaves the slots to the model. The "" of an unlabelled frame is no answer:
   * leave its object out.
   */
  readonly answers?: readonly (string | null)[];
  /** One per object, in place of the formulation's sentence; null or undefined keeps the sentence. */
  readonly questions?: readonly (string | null | undefined)[];
  /** A sentence of your own for all objects, with `[object]` where the phrase goes. */
  readonly template?: string;
  /** Normalised action chunk [horizon][dimensions]; none leaves the slot to the model. */
  readonly actions?: ActionChunk | null;
  /** Normalised state [dimensions]. */
  readonly state?: readonly number[] | null;
}

/**
 * Makes the plan of one observation: a question per object, the instruction, and the action slot.
 *
 * @throws InspireError `PLAN_INVALID` for an instruction, an object or a question that is empty, an order that does not
 * exist, or answers or questions that are not one per object;
 * `TEMPLATE_INVALID` and `FORMULATION_UNKNOWN` as {@link createQuestion}.
 *
 * @example
 * ```ts
 * import { createPlan } from '@inspire-vla/prompt-builder';
 *
 * const { turns } = createPlan({ instruction: 'lift the cup', objects: ['the cup'] });
 * console.log(turns.map(({ kind }) => kind)); // [ 'question', 'instruction', 'action' ]
 * ```
 */
export function createPlan(input: PlanInput): Plan {
  const { instruction, objects, order = 'vqa-first', state = null, actions = null } = input;
  const vocabulary = input.vocabulary ?? createAnswerVocabulary();
  checkInput(input, order);
  const questions = objects.map(
    (object, index): QuestionTurn => ({
      kind: 'question',
      object,
      question: input.questions?.[index] ?? createQuestion(vocabulary.formulation, object, input.template),
      answer: input.answers?.[index] ?? null,
    }),
  );
  const task: Turn = { kind: 'instruction', instruction };
  const turns: readonly Turn[] = order === 'vqa-first' ? [...questions, task] : [task, ...questions];
  return { vocabulary, state, order, turns: [...turns, { kind: 'action', actions }] };
}

function checkInput({ instruction, objects, answers, questions }: PlanInput, order: Order): void {
  if (isBlank(instruction)) throw invalid('the instruction is empty', 'instruction');
  if (!orders.includes(order)) throw invalid(`there is no order ${order}`, 'order');
  checkCount(answers, objects.length, 'answers');
  checkCount(questions, objects.length, 'questions');
  checkPhrases(objects, 'objects');
  // Where no question is given there is the object's sentence.
  const spoken = questions?.map((question, index) => question ?? objects[index]);
  checkPhrases(spoken ?? [], 'questions');
}

/** Phrases that callers without types take out of a file, or whole objects of the finder, are no phrases. */
function checkPhrases(phrases: readonly unknown[], field: string): void {
  phrases.forEach((phrase, index) => {
    if (isBlank(phrase))
      throw invalid(`${JSON.stringify(phrase)} is nothing to ask about`, `${field}[${index}]`);
  });
}

function isBlank(text: unknown): boolean {
  return typeof text !== 'string' || text.trim() === '';
}

function checkCount(values: readonly unknown[] | undefined, count: number, field: string): void {
  if (values === undefined || values.length === count) return;
  throw invalid(`there are ${values.length} ${field} for ${count} objects`, field);
}

function invalid(message: string, at: string): InspireError {
  return new InspireError({
    code: 'PLAN_INVALID',
    message,
    at,
    fix: `give an instruction, one value per object, each of them a text, and one of the orders ${orders.join(', ')}`,
  });
}
