import {
  type ActionChunk,
  type ActionTurn,
  type AnswerVocabulary,
  createAnswerVocabulary,
  directions,
  type InstructionTurn,
  type Order,
  type Plan,
  type QuestionTurn,
  type Turn,
  wordSets,
} from '@inspire-vla/adapter';
import fc from 'fast-check';
import { nonconforming } from './nonconforming.js';
import type { Subject, Variety } from './subject.js';

/** What a plan says, before it is put in an order. */
export interface PlanContent {
  readonly questions: readonly QuestionTurn[];
  readonly instruction: string;
  readonly actions: ActionChunk | null;
}

/** The turns in an order. */
export function arrangeTurns(order: Order, content: PlanContent): readonly Turn[] {
  const instruction: InstructionTurn = { kind: 'instruction', instruction: content.instruction };
  const action: ActionTurn = { kind: 'action', actions: content.actions };
  return order === 'vqa-first'
    ? [...content.questions, instruction, action]
    : [instruction, ...content.questions, action];
}

/** A question about an object in the paper's words. */
export function questionOf(object: string, answer: string | null): QuestionTurn {
  const question = `In which direction is ${object} relative to the robot?`;
  return { kind: 'question', object, question, answer };
}

/** The plan with empty slots from a turn on. */
export function emptiedFrom(plan: Plan, first: number): Plan {
  const turns = plan.turns.map((turn, index): Turn => {
    if (index < first || turn.kind === 'instruction') return turn;
    return turn.kind === 'action' ? { ...turn, actions: null } : { ...turn, answer: null };
  });
  return { ...plan, turns };
}

// Objects whose names hold the very words that are answers: a mask that looks for words is caught by them.
const objects = [...directions.map((word) => `the ${word} bowl`), 'the plate', 'the cabinet', 'object 3'];
const verbs = ['pick up', 'push', 'open', 'put away'];

/** Random filled plans of every variety that the adapter can express. */
export function plansFor(subject: Subject): fc.Arbitrary<Plan> {
  if (subject.varieties.length === 0) {
    throw nonconforming(
      'the adapter refuses plans of every order and formulation',
      'lay out at least one order and one formulation',
    );
  }
  return fc.constantFrom(...subject.varieties).chain((variety) => plansOf(subject, variety));
}

/** Random filled plans of one variety, in both word sets and with and without "close". */
export function plansOf(
  subject: Subject,
  { order, vocabulary: { formulation } }: Variety,
): fc.Arbitrary<Plan> {
  const words = fc.constantFrom(...(Object.keys(wordSets) as (keyof typeof wordSets)[]));
  return fc
    .tuple(words, fc.boolean())
    .map(([set, close]) => thinned(createAnswerVocabulary({ formulation, words: set, close })))
    .chain((vocabulary) =>
      fc
        .record({
          asked: fc.array(fc.tuple(fc.constantFrom(...objects), fc.constantFrom(...vocabulary.answers)), {
            minLength: subject.fewestQuestions,
            maxLength: 3,
          }),
          task: fc.tuple(fc.constantFrom(...verbs), fc.constantFrom(...objects)),
          actions: chunksFor(subject),
          state: statesFor(subject),
        })
        .map(({ asked, task, actions, state }): Plan => {
          const questions = asked.map(([object, answer]) => questionOf(object, answer));
          const turns = arrangeTurns(order, { questions, instruction: task.join(' '), actions });
          // The vocabulary last: a failing sample is printed, and cut where it is long.
          return { order, turns, state, vocabulary };
        }),
    );
}

/** At most some thirty answers, the last one ("grasped") among them: location-3d has 6860, too many for each sample. */
export function thinned(vocabulary: AnswerVocabulary): AnswerVocabulary {
  const { answers } = vocabulary;
  const step = Math.ceil(answers.length / 30);
  return { ...vocabulary, answers: answers.filter((_, index) => (answers.length - 1 - index) % step === 0) };
}

/** Random chunks that the codec must bring back within the bound. */
export function chunksFor({ options, shape }: Subject): fc.Arbitrary<ActionChunk> {
  const { sampleActions, actionRange: [min, max] = [-1, 1] } = options;
  if (sampleActions !== undefined) return fc.nat().map(sampleActions);
  const { horizon, dimensions } = shape;
  const value = fc.double({ min, max, noNaN: true });
  const action = fc.array(value, { minLength: dimensions, maxLength: dimensions });
  return fc.array(action, { minLength: horizon, maxLength: horizon });
}

function statesFor({ stateSize }: Subject): fc.Arbitrary<readonly number[] | null> {
  if (stateSize === 0) return fc.constant(null);
  const value = fc.double({ min: -1, max: 1, noNaN: true });
  return fc.array(value, { minLength: stateSize, maxLength: stateSize });
}
