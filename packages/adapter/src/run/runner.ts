import type { VlaAdapter } from '../adapter.js';
import { InspireError } from '../errors.js';
import type { Plan } from '../plan.js';
import { withoutQuestions } from '../plan-order.js';
import { createAnswerIndexer } from './answer-index.js';
import { walkPlan } from './run-plan.js';
import type { RunOptions, RunResult } from './types.js';

/** Options of {@link createRunner}. */
export interface RunnerOptions extends Pick<RunOptions, 'shape' | 'temperature' | 'random' | 'deadline'> {
  readonly adapter: VlaAdapter;
  /** `ask` the questions (default), or `skip` them: the plain policy, for a baseline. */
  readonly questions?: 'ask' | 'skip';
  /** Expects the last step's answers again; the result is the same, with fewer passes. Default true. */
  readonly speculate?: boolean;
  /** Asks at every so many steps and keeps the answers between; default 1, every step. */
  readonly askEvery?: number;
}

/** What one step is given. */
export type StepOptions = Pick<RunOptions, 'session' | 'plan' | 'signal' | 'spent'>;

/** A policy that remembers its last answers. */
export interface Runner {
  /** One step: answers, then actions. Answers of another instruction or other objects are forgotten. */
  step(options: StepOptions): Promise<RunResult>;
  /** Forgets the last answers, e.g. at the start of an episode. */
  reset(): void;
}

/**
 * Makes a policy over many observations: `runPlan` with the last step's answers as guesses.
 *
 * @throws InspireError `RUN_OPTIONS` for an `askEvery` that is no whole number of at least 1.
 */
export function createRunner(options: RunnerOptions): Runner {
  const { questions = 'ask', speculate = true, askEvery = 1, ...fixed } = options;
  if (!Number.isInteger(askEvery) || askEvery < 1) throw invalidInterval(askEvery);
  const indexOf = createAnswerIndexer();
  let memory: Memory | null = null;
  let [begun, remembered] = [0, 0];
  return {
    async step({ plan, ...given }) {
      begun += 1;
      const number = begun;
      const asked = questions === 'skip' ? withoutQuestions(plan) : plan;
      const key = keyOf(asked);
      const last = memory?.key === key ? memory : null;
      const isKept = last !== null && last.age < askEvery;
      const walk = {
        ...fixed,
        ...given,
        plan: isKept ? withAnswers(asked, last.answers) : asked,
        ...(last !== null && speculate ? { guesses: last.answers } : {}),
      };
      const result = await walkPlan(walk, indexOf);
      // A step that ends after a later one, or after a reset, has nothing to say about what comes next.
      if (number > remembered) {
        remembered = number;
        memory = { key, answers: ownAnswers(plan, result), age: isKept ? last.age + 1 : 1 };
      }
      return result;
    },
    reset() {
      remembered = begun;
      memory = null;
    },
  };
}

/** Answers of the last step; null where the caller gave one, which says nothing of what the model would answer. */
interface Memory {
  /** What was asked, see {@link keyOf}. */
  readonly key: string;
  readonly answers: readonly (string | null)[];
  /** Steps for which they hold already. */
  readonly age: number;
}

/** Two plans ask the same where instruction, questions and allowed answers are the same. */
function keyOf({ turns, vocabulary }: Plan): string {
  const texts = turns.map((turn) => {
    if (turn.kind === 'question') return turn.question;
    return turn.kind === 'instruction' ? turn.instruction : '';
  });
  return JSON.stringify([vocabulary.formulation, vocabulary.answers, ...texts]);
}

function ownAnswers(plan: Plan, { answers }: RunResult): Memory['answers'] {
  return answers.map(({ turn, answer }) => {
    const given = plan.turns[turn];
    return given?.kind === 'question' && given.answer !== null ? null : answer;
  });
}

function withAnswers(plan: Plan, answers: Memory['answers']): Plan {
  let next = 0;
  const turns = plan.turns.map((turn) => {
    if (turn.kind !== 'question') return turn;
    const answer = answers[next] ?? null;
    next += 1;
    return { ...turn, answer: turn.answer ?? answer };
  });
  return { ...plan, turns };
}

function invalidInterval(askEvery: number): InspireError {
  return new InspireError({
    code: 'RUN_OPTIONS',
    message: `askEvery is ${askEvery}`,
    at: 'createRunner',
    fix: 'give a whole number of at least 1',
  });
}
