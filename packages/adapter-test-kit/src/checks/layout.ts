import {
  encodePlan,
  type Piece,
  type Plan,
  type Role,
  roles,
  type Slot,
  type Span,
  type Tokenizer,
} from '@inspire-vla/adapter';
import { createLossMask } from '@inspire-vla/token-loss-mask';
import { claim, isSame, normalised, show } from '../nonconforming.js';
import { plansFor } from '../plans.js';
import type { CheckDefinition } from './definition.js';

/** What the layout makes of a plan: spans, slots, texts and loss. */
export const layoutChecks: readonly CheckDefinition[] = [
  {
    name: 'spans-cover',
    claim: 'spans cover the ids without gap or overlap, each with a role, and ids are ids',
    run: (subject) =>
      subject.forAll(plansFor(subject), (plan) => {
        const { ids, spans } = encodePlan(subject.adapter, plan);
        const wrong = Array.from(ids).findIndex((id) => !Number.isInteger(id) || id < 0);
        claim(
          wrong < 0,
          () => `ids[${wrong}] is ${ids[wrong]}, which is no token id`,
          'look for a token that the tokenizer does not have',
        );
        checkCover(spans, ids.length);
        for (const span of spans) checkSpan(span, plan);
      }),
  },
  {
    name: 'slots-once',
    claim:
      'every question has one answer slot and the action one, in the order of the turns, with their content',
    run: (subject) =>
      subject.forAll(plansFor(subject), (plan) => {
        const slots = subject.adapter.layout(plan).filter(isSlot);
        const wanted = plan.turns.flatMap((turn, index): readonly Slot[] => {
          if (turn.kind === 'instruction') return [];
          if (turn.kind === 'action') return [{ kind: 'action', turn: index, actions: turn.actions }];
          return [{ kind: 'answer', turn: index, answer: turn.answer }];
        });
        claim(
          isSame(slots.map(comparable), wanted.map(comparable)),
          () => `the layout has the slots ${show(slots)}, the plan ${show(wanted)}`,
          'give one slot per question and action turn, with turn and answer or actions copied from it',
        );
        checkEnds(subject.adapter.layout(plan), plan);
      }),
  },
  {
    name: 'texts-present',
    claim: 'every question and the instruction stand in the sequence, word for word',
    run: (subject) =>
      subject.forAll(plansFor(subject), (plan) => {
        const text = normalised(textOf(subject.adapter.layout(plan), subject.options.tokenizer.decode));
        for (const turn of plan.turns) {
          if (turn.kind === 'action') continue;
          const wanted = turn.kind === 'question' ? turn.question : turn.instruction;
          claim(
            text.includes(normalised(wanted)),
            () => `${show(wanted)} does not stand in the sequence, which reads ${show(text)}`,
            'encode the whole text; case, spaces and punctuation may differ',
          );
        }
      }),
  },
  {
    name: 'loss-on-slots-only',
    claim:
      'the loss depends on answers and actions only, whatever texts and state say, even "the left bowl", and stands on ' +
      'nothing that the model is always told',
    run: (subject) =>
      subject.forAll(plansFor(subject), (plan) => {
        const learnt = (given: Plan) => {
          const encoded = encodePlan(subject.adapter, given);
          const mask = createLossMask(encoded);
          return encoded.ids.filter((_, index) => mask[index] === 1);
        };
        const [own, neutral] = [learnt(plan), learnt(withOtherInput(plan))];
        claim(
          isSame(own, neutral),
          () =>
            `other questions and another state change what is learnt: ${show(subject.options.tokenizer.decode(own))}`,
          'give questions, instructions and state their own roles; answer, action and end are learnt',
        );
        checkLearnt(subject.adapter.layout(plan), subject.options.tokenizer);
      }),
  },
];

function checkCover(spans: readonly Span[], length: number): void {
  let end = 0;
  for (const span of spans) {
    const isNext = span.start === end && span.end > span.start;
    claim(isNext, `a span goes from ${span.start} to ${span.end} after ${end}`, 'give pieces in order');
    end = span.end;
  }
  claim(end === length, `spans end at ${end}, ids at ${length}`, 'give pieces for all ids');
}

function checkSpan({ role, attention, turn }: Span, plan: Plan): void {
  claim(
    roles.includes(role) && role !== 'padding',
    `${role} is no role of a piece`,
    'see roles in the contract',
  );
  claim(attention === 'causal' || attention === 'block', `${attention} is no attention`, 'causal or block');
  const isTurn = turn === undefined || (Number.isInteger(turn) && plan.turns[turn] !== undefined);
  claim(isTurn, `turn ${turn} is none of the plan's ${plan.turns.length}`, 'give the index of the turn');
}

/** An end is weighted and scored with the turn that it names, which must be that of the slot that it ends. */
function checkEnds(pieces: readonly Piece[], plan: Plan): void {
  pieces.forEach((piece, index) => {
    const slot = pieces[index - 1];
    if (piece.kind !== 'fixed' || piece.role !== 'end' || slot === undefined || !isSlot(slot)) return;
    const { turn } = piece;
    // A turn that the plan does not have is for `spans-cover` to report.
    const isOwn = turn === undefined || turn === slot.turn || plan.turns[turn] === undefined;
    claim(isOwn, `the end of turn ${slot.turn} names turn ${turn}`, 'give it the turn of the slot before it');
  });
}

/** Text that is always the same would be learnt from every example, though the model is told it and never says it. */
function checkLearnt(pieces: readonly Piece[], tokenizer: Tokenizer): void {
  const present = pieces.filter((piece) => piece.kind !== 'fixed' || piece.ids.length > 0);
  present.forEach((piece, index) => {
    if (piece.kind !== 'fixed' || !learntRoles.includes(piece.role)) return;
    const [before, after] = [present.slice(0, index).reverse(), present.slice(index + 1)].map(nextSlot);
    // The reference of π0-FAST trains "Action: " with the action.
    const isSaid =
      piece.role === 'end'
        ? before !== undefined
        : piece.role === 'action' && (before === 'action' || after === 'action');
    claim(
      isSaid,
      () => `${show(tokenizer.decode(piece.ids))} is learnt as ${piece.role}, though the model is told it`,
      'give what the model is told the role control; an end follows its slot, and answers stand in slots only',
    );
  });
}

const learntRoles: readonly Role[] = ['answer', 'action', 'end'];

/** Kind of the slot that comes next, with nothing but learnt text before it. */
function nextSlot(pieces: readonly Piece[]): Slot['kind'] | undefined {
  const next = pieces.find((piece) => piece.kind !== 'fixed' || !learntRoles.includes(piece.role));
  return next !== undefined && isSlot(next) ? next.kind : undefined;
}

function isSlot(piece: Piece): piece is Slot {
  return piece.kind === 'answer' || piece.kind === 'action';
}

function comparable(slot: Slot): readonly unknown[] {
  return [slot.kind, slot.turn, slot.kind === 'answer' ? slot.answer : slot.actions];
}

function textOf(pieces: readonly Piece[], decode: (ids: readonly number[]) => string): string {
  return decode(pieces.flatMap((piece) => (piece.kind === 'fixed' ? piece.ids : [])));
}

function withOtherInput(plan: Plan): Plan {
  const turns = plan.turns.map((turn) => {
    if (turn.kind === 'instruction') return { ...turn, instruction: 'wait' };
    return turn.kind === 'question' ? { ...turn, object: 'it', question: 'Where is it?' } : turn;
  });
  // Not what a sample holds, which is random or, at its smallest, zero.
  return { ...plan, turns, state: plan.state?.map(() => 0.4321) ?? null };
}
