import { describe, expectTypeOf, it } from 'vitest';
import type {
  ActionDecoding,
  Direction,
  Logits,
  Piece,
  Plan,
  Slot,
  VlaAdapter,
  VlaSession,
} from './index.js';

describe('the contract', () => {
  it('is readonly through and through', () => {
    expectTypeOf<Plan['turns']>().toEqualTypeOf<readonly Plan['turns'][number][]>();
    // @ts-expect-error a plan's turns cannot be replaced
    (plan: Plan) => (plan.turns = []);
    // @ts-expect-error nor pushed to
    (plan: Plan) => plan.turns.push();
  });

  it('makes a decoding either a chunk or a failure', () => {
    // @ts-expect-error the actions cannot be read before the failure is ruled out
    (decoding: ActionDecoding) => decoding.actions;
    expectTypeOf<Extract<ActionDecoding, { ok: false }>>().not.toHaveProperty('actions');
  });

  it('has exactly the six directions', () => {
    expectTypeOf<Direction>().toEqualTypeOf<'right' | 'left' | 'up' | 'down' | 'front' | 'back'>();
  });

  it('carries inference: empty slots, constrained choices, extend and rewind', () => {
    expectTypeOf<Extract<Piece, { kind: 'answer' }>['answer']>().toEqualTypeOf<string | null>();
    expectTypeOf<Slot['kind']>().toEqualTypeOf<'answer' | 'action'>();
    expectTypeOf<ReturnType<VlaAdapter['answerChoices']>[number]['ids']>().toEqualTypeOf<readonly number[]>();
    expectTypeOf<ReturnType<VlaSession['extend']>>().toEqualTypeOf<Promise<Logits>>();
    expectTypeOf<VlaSession['rewind']>().parameters.toEqualTypeOf<[length: number]>();
  });
});
