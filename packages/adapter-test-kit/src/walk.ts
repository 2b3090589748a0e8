import {
  type AnswerChoice,
  encodePrompt,
  type Logits,
  type Plan,
  type Turn,
  type VlaAdapter,
  type VlaSession,
} from '@inspire-vla/adapter';
import { nonconforming } from './nonconforming.js';

/**
 * Fills the answer slots of a plan greedily, as inference does: extend by the prompt's new ids, then choose among the
 * answers token by token. It ends before the action slot.
 */
export async function walkPlan(adapter: VlaAdapter, plan: Plan, session: VlaSession): Promise<Plan> {
  let filled = plan;
  let sent = 0;
  for (const [index, { kind }] of plan.turns.entries()) {
    if (kind === 'instruction') continue;
    const { ids, images } = encodePrompt(adapter, filled);
    if (ids.length <= sent) {
      throw nonconforming('nothing stands before the slot', 'put a control token before every slot');
    }
    const entering = images.filter(({ position }) => position >= sent);
    const logits = await session.extend(ids.slice(sent), {
      logits: 'last',
      images: entering.map(({ camera, position }) => ({ camera, position: position - sent })),
    });
    if (kind === 'action') return filled;
    const { answer, ids: own } = await fillAnswer(session, adapter.answerChoices(plan.vocabulary), logits);
    sent = ids.length + own.length;
    filled = {
      ...filled,
      turns: filled.turns.map((turn, at) => (at === index ? answered(turn, answer) : turn)),
    };
  }
  return filled;
}

/** The choice whose ids have the greatest logits, one after the other; nothing else is allowed. */
async function fillAnswer(
  session: VlaSession,
  choices: readonly AnswerChoice[],
  first: Logits,
): Promise<AnswerChoice> {
  let open = choices;
  let row = first.values;
  for (let position = 0; ; position += 1) {
    let best = open[0]?.ids[position];
    for (const { ids } of open) {
      const id = ids[position];
      if (id !== undefined && best !== undefined && (row[id] ?? 0) > (row[best] ?? 0)) best = id;
    }
    if (best === undefined) throw nonconforming('an answer has no ids', 'give every answer at least one id');
    open = open.filter(({ ids }) => ids[position] === best);
    row = (await session.extend([best], { logits: 'last' })).values;
    const done = open.find(({ ids }) => ids.length === position + 1);
    if (done !== undefined) return done;
  }
}

function answered(turn: Turn, answer: string): Turn {
  return turn.kind === 'question' ? { ...turn, answer } : turn;
}
