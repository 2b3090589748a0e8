import { describe, expect, it } from 'vitest';
import { createTestAdapter, examplePlan } from './__fixtures__/test-adapter.js';
import { encodePlan, encodePrompt } from './encode.js';
import { InspireError } from './errors.js';
import type { Plan } from './plan.js';

const adapter = createTestAdapter();

function withAnswers(answers: readonly (string | null)[]): Plan {
  const turns = examplePlan.turns.map((turn, index) =>
    turn.kind === 'question' ? { ...turn, answer: answers[index] ?? null } : turn,
  );
  return { ...examplePlan, turns };
}

function caught(action: () => unknown): InspireError {
  try {
    action();
  } catch (error) {
    if (InspireError.isInstance(error)) return error;
  }
  throw new Error('no InspireError was thrown');
}

describe('encodePlan', () => {
  it('gives an answer its own ids, as inference does, in whatever order an adapter lists them', () => {
    const answerChoices: typeof adapter.answerChoices = (vocabulary) =>
      adapter.answerChoices(vocabulary).toReversed();
    expect(encodePlan({ ...adapter, answerChoices }, examplePlan)).toEqual(encodePlan(adapter, examplePlan));
  });

  it('refuses a piece of a kind that does not exist', () => {
    const text = { kind: 'text', role: 'control', ids: [3] };
    for (const [piece, kind] of [
      [text, 'text'],
      [undefined, 'undefined'],
    ]) {
      const layout = (() => [piece]) as unknown as typeof adapter.layout;
      expect(caught(() => encodePlan({ ...adapter, layout }, examplePlan))).toMatchObject({
        code: 'ADAPTER_SHAPE',
        message: `piece 0 of the layout is of the kind ${kind}`,
      });
    }
  });

  it('refuses a layout that is a promise of pieces', () => {
    const layout = async (plan: Plan) => adapter.layout(plan);
    const promising = { ...adapter, layout } as unknown as typeof adapter;
    expect(caught(() => encodePlan(promising, examplePlan))).toMatchObject({
      code: 'ADAPTER_SHAPE',
      at: 'adapter test',
    });
  });

  it('covers the ids with spans, without gap or overlap', () => {
    const { ids, spans } = encodePlan(adapter, examplePlan);
    let end = 0;
    for (const span of spans) {
      expect(span.start).toBe(end);
      expect(span.end).toBeGreaterThan(span.start);
      end = span.end;
    }
    expect(end).toBe(ids.length);
  });

  it('gives each span the role and turn of its piece', () => {
    const { ids, spans } = encodePlan(adapter, examplePlan);
    const answers = spans.filter(({ role }) => role === 'answer');
    const words = answers.map(({ start, end }) => String.fromCharCode(...ids.slice(start, end)));
    expect(words).toEqual(['grasped', 'left']);
    expect(answers.map(({ turn }) => turn)).toEqual([0, 1]);
  });

  it('keeps the attention of a bidirectional block', () => {
    const { spans } = encodePlan(adapter, examplePlan);
    expect(spans.find(({ role }) => role === 'instruction')?.attention).toBe('block');
    expect(spans.find(({ role }) => role === 'action')?.attention).toBe('causal');
  });

  it('says where images enter, and counts no ids for them', () => {
    expect(encodePlan(adapter, examplePlan).images).toEqual([{ camera: 'primary', position: 0 }]);
  });

  it('refuses an empty slot and names its turn', () => {
    const error = caught(() => encodePlan(adapter, withAnswers(['grasped', null])));
    expect(error).toMatchObject({ code: 'PLAN_INCOMPLETE', at: 'turns[1]' });
  });

  it('refuses an answer outside the vocabulary and lists what is allowed', () => {
    const error = caught(() => encodePlan(adapter, withAnswers(['sideways', 'left'])));
    expect(error).toMatchObject({ code: 'ANSWER_UNKNOWN', at: 'turns[0].answer' });
    expect(error.fix).toContain('right, left, up');
  });
});

describe('encodePrompt', () => {
  it('ends before the first empty slot and hands that slot on', () => {
    const prompt = encodePrompt(adapter, withAnswers([null, null]));
    expect(String.fromCharCode(...prompt.ids)).toBe('the left bowl?');
    expect(prompt.slot).toEqual({ kind: 'answer', answer: null, turn: 0 });
  });

  it('gives the beginning of the training sequence for the same answers', () => {
    const training = encodePlan(adapter, examplePlan).ids;
    for (const answers of [
      [null, null],
      ['grasped', null],
      ['grasped', 'left'],
    ]) {
      const { ids } = encodePrompt(adapter, withAnswers(answers));
      expect(training.slice(0, ids.length)).toEqual(ids);
    }
  });

  it('has no slot where the plan is full', () => {
    expect(encodePrompt(adapter, examplePlan).slot).toBeNull();
  });
});
