import { InspireError } from '../errors.js';
import type { Piece } from '../layout.js';
import { piecesOf } from '../pieces-of.js';
import { type AnswerIndexer, createAnswerIndexer } from './answer-index.js';
import { decodeActions } from './decode-actions.js';
import { fillAnswers } from './fill-answers.js';
import { fillPlan, readAnswers } from './read-answers.js';
import { createSender } from './sender.js';
import { createStopwatch } from './stopwatch.js';
import type { RunOptions, RunResult } from './types.js';

/**
 * Two-step inference for any backbone: walks the plan once, fills the answers under the constraint that they are of
 * the vocabulary, then the actions under the adapter's stop rule.
 *
 * It walks the same layout as training (`encodePlan`), so that the model reads what it was trained on. With guesses,
 * everything up to the actions goes in one pass; each guess is checked against the model's own choice, and the result
 * is that of the plain walk. Source: paper, section 3.3; the constraint replaces `logits * mask` of
 * Koorye/Inspire\@c61328bc vla_scripts/openvla_with_vqa.py, under which a forbidden token can win.
 *
 * @throws InspireError `RUN_ABORTED`, `RUN_DEADLINE`, `LOGITS_INVALID`, `ANSWER_UNKNOWN` for a forced answer or guess
 * outside the vocabulary, `PLAN_UNSUPPORTED` for a slot with no token before it, `ADAPTER_SHAPE` for a layout that is no
 * list, `RUN_OPTIONS`, and what adapter and session throw.
 *
 * @example
 * ```ts no-run
 * import { runPlan } from '@inspire-vla/adapter/run';
 * import type { Plan, VlaAdapter, VlaSession } from '@inspire-vla/adapter';
 *
 * export async function act(adapter: VlaAdapter, session: VlaSession, plan: Plan) {
 *   const { answers, actions } = await runPlan({ adapter, session, plan });
 *   for (const { object, answer, probability } of answers) console.log(object, answer, probability);
 *   return actions?.ok === true ? actions.actions : null;
 * }
 * ```
 */
export function runPlan(options: RunOptions): Promise<RunResult> {
  return walkPlan(options, createAnswerIndexer());
}

/** {@link runPlan} with an index of the answers that may be kept from one walk to the next. */
export async function walkPlan(options: RunOptions, indexOf: AnswerIndexer): Promise<RunResult> {
  const { adapter, session, plan, signal, deadline, spent = 0, temperature = 0 } = options;
  const random = samplerOf(options);
  if (Number.isNaN(deadline)) throw noDeadline();
  const watch = createStopwatch();
  const sender = createSender(session, () => checkTime(signal, deadline, spent + watch.elapsed()), signal);
  const pieces = piecesOf(adapter, plan);
  const index = indexOf(adapter.answerChoices(plan.vocabulary));
  const isAsked = pieces.some((piece) => piece.kind === 'answer' && piece.answer === null);
  const filled = await fillAnswers({
    pieces,
    trie: isAsked ? index.trie() : { answers: [], children: new Map() },
    idsOf: index.idsOf,
    guessOf: (piece) => guessAt(pieces[piece], options),
    sender,
    onPass: () => watch.lap('answers'),
  });
  const isActing = pieces.some((piece) => piece.kind === 'action' && piece.actions === null);
  const acted =
    isActing && filled.last !== null
      ? await decodeActions(adapter.actions.stop, { temperature, random }, filled.last, sender)
      : [];
  watch.lap('actions');
  const actionIds = acted.map(({ id }) => id);
  const answers = readAnswers(plan, pieces, filled);
  const actions = isActing ? adapter.actions.decode(actionIds, options.shape) : null;
  return {
    plan: fillPlan(plan, answers, actions?.ok === true ? actions.actions : null),
    answers,
    actions,
    actionIds,
    actionLogProbabilities: acted.map(({ logProbability }) => logProbability),
    passes: sender.passes,
    guesses: { tried: filled.tried.size, held: filled.tried.size - filled.failed.size },
    timings: watch.read(),
  };
}

function guessAt(piece: Piece | undefined, { plan, guesses }: RunOptions): string | null {
  if (piece?.kind !== 'answer' || guesses === undefined) return null;
  const questions = plan.turns.flatMap((turn, index) => (turn.kind === 'question' ? [index] : []));
  return guesses[questions.indexOf(piece.turn)] ?? null;
}

function samplerOf({ temperature = 0, random }: RunOptions): () => number {
  if (temperature === 0) return () => 0;
  if (Number.isFinite(temperature) && temperature > 0 && random !== undefined) return random;
  throw new InspireError({
    code: 'RUN_OPTIONS',
    message:
      random === undefined
        ? 'a temperature is given, but no random numbers'
        : `the temperature is ${temperature}`,
    at: 'runPlan',
    fix: 'give a temperature of 0 or more, and with one above 0 `random: createRandom(seed)`',
  });
}

/** A step that takes too long ends alone, and the next would do no better: a deadline that is none is the program's fault. */
function noDeadline(): InspireError {
  return new InspireError({
    code: 'RUN_OPTIONS',
    message: 'the deadline is NaN',
    at: 'runPlan',
    fix: 'give milliseconds, or leave it out',
  });
}

function checkTime(signal: AbortSignal | undefined, deadline: number | undefined, elapsed: number): void {
  if (signal?.aborted === true) {
    throw new InspireError({
      code: 'RUN_ABORTED',
      message: 'the walk was stopped',
      at: 'runPlan',
      cause: signal.reason,
    });
  }
  if (deadline === undefined || elapsed < deadline) return;
  throw new InspireError({
    code: 'RUN_DEADLINE',
    message: `the step has taken ${elapsed.toFixed(0)} ms of the ${deadline} ms that it may take`,
    at: 'runPlan',
    fix: 'give more time, ask about fewer objects, or pass the last answers as guesses',
  });
}
