import { type ActionShape, encodePlan, type Plan, type VlaAdapter } from '@inspire-vla/adapter';
import { type RunResult, runPlan } from '@inspire-vla/adapter/run';
import { createFakeSession, followSequence } from './fake-session.js';

/** Options of {@link rehearseInference}. */
export interface RehearsalOptions {
  readonly adapter: VlaAdapter;
  /** A filled plan; default the adapter's example. */
  readonly plan?: Plan;
  /** Entries of the model's vocabulary, action ids included. */
  readonly vocabularySize: number;
  /** Shape of the action chunks, for codecs that take any. */
  readonly shape?: ActionShape;
  /** Answers that are guessed, as in `runPlan`. */
  readonly guesses?: readonly (string | null)[];
}

/**
 * Two-step inference with a model that has learnt a plan's training sequence by heart: the plan's slots are emptied, and
 * must come back as they were.
 *
 * @returns what `runPlan` gives.
 * @throws InspireError what `encodePlan` and `runPlan` throw.
 *
 * @example
 * ```ts
 * import type { VlaAdapter } from '@inspire-vla/adapter';
 * import { rehearseInference } from '@inspire-vla/adapter-test-kit';
 *
 * export async function answersOf(adapter: VlaAdapter) {
 *   const { answers } = await rehearseInference({ adapter, vocabularySize: 32_064 });
 *   return answers.map(({ answer }) => answer); // those of adapter.example()
 * }
 * ```
 */
export async function rehearseInference(options: RehearsalOptions): Promise<RunResult> {
  const { adapter, plan = options.adapter.example(), vocabularySize, shape, guesses } = options;
  const session = createFakeSession({ vocabularySize, next: followSequence(encodePlan(adapter, plan).ids) });
  return runPlan({
    adapter,
    session,
    plan: emptied(plan),
    ...(shape === undefined ? {} : { shape }),
    ...(guesses === undefined ? {} : { guesses }),
  });
}

function emptied(plan: Plan): Plan {
  const turns = plan.turns.map((turn) => {
    if (turn.kind === 'question') return { ...turn, answer: null };
    return turn.kind === 'action' ? { ...turn, actions: null } : turn;
  });
  return { ...plan, turns };
}
