import {
  createAnswerVocabulary,
  encodePlan,
  encodePrompt,
  formulations,
  type Plan,
  type QuestionTurn,
  roles,
  type Turn,
} from '@inspire-vla/adapter';
import { createLossMask } from '@inspire-vla/token-loss-mask';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenizer } from './__fixtures__/goldens.js';
import { createBinsCodec, createMiniVlaAdapter } from './index.js';

const actions = createBinsCodec({ id: 'bins-extra', vocabularySize: 151_921 });
const adapter = createMiniVlaAdapter({ tokenizer, actions });

const system =
  '<|im_start|>system\nYou are Qwen, created by Alibaba Cloud. You are a helpful assistant.<|im_end|>\n';
const question = 'In which direction is the left bowl relative to the robot?';
const asked: QuestionTurn = { kind: 'question', object: 'the left bowl', question, answer: 'left' };
const task: Turn = { kind: 'instruction', instruction: 'put the left bowl on the plate' };
const action: Turn = { kind: 'action', actions: [[0, 0, 0, 0, 0, 0, 0]] };

function planWith(...turns: readonly Turn[]): Plan {
  return { vocabulary: createAnswerVocabulary(), state: null, turns };
}

/** Text of a plan's tokens before the action. */
function textOf(plan: Plan): string {
  const { ids, spans } = encodePlan(adapter, plan);
  return tokenizer.decode(ids.slice(0, spans.find(({ role }) => role === 'action')?.start));
}

/** Every span as its role and text. */
function spansOf(plan: Plan): readonly string[] {
  const { ids, spans } = encodePlan(adapter, plan);
  return spans.map(({ role, start, end }) => `${role}: ${tokenizer.decode(ids.slice(start, end))}`);
}

describe('the miniVLA layout', () => {
  it("is Qwen2.5's chat, and its pieces are tokenized as the whole text is", () => {
    const text =
      `${system}<|im_start|>user\n${question}<|im_end|>\n<|im_start|>assistant\nleft<|im_end|>\n` +
      '<|im_start|>user\nWhat action should the robot take to put the left bowl on the plate?<|im_end|>\n' +
      '<|im_start|>assistant\n';
    const plan = planWith(asked, task, action);
    expect(textOf(plan)).toBe(text);
    expect(encodePlan(adapter, plan).ids.slice(0, tokenizer.encode(text).length)).toEqual(
      tokenizer.encode(text),
    );
  });

  it('writes the instruction in lower case, as it is trained', () => {
    const loud: Turn = { kind: 'instruction', instruction: 'Put the LEFT bowl on the plate' };
    for (const turns of [
      [asked, loud, action],
      [loud, asked, action],
    ]) {
      const quiet = turns.map((turn) => (turn === loud ? task : turn));
      expect(encodePlan(adapter, planWith(...turns)).ids).toEqual(
        encodePlan(adapter, planWith(...quiet)).ids,
      );
    }
  });

  it('gives every stretch its role', () => {
    const spans = spansOf(planWith(asked, task, action));
    expect(spans.filter((span) => !span.startsWith('control'))).toEqual([
      `question: ${question}`,
      'answer: left',
      'end: <|im_end|>',
      'instruction: What action should the robot take to put the left bowl on the plate?',
      expect.stringMatching(/^action: /),
      'end: <|im_end|><|endoftext|>',
    ]);
    const used = spans.map((span) => span.split(':')[0]);
    expect(roles).toEqual(expect.arrayContaining(used));
  });

  it('opens the first user turn with the task in the order instruct-first', () => {
    const text =
      `${system}<|im_start|>user\nput the left bowl on the plate\n${question}<|im_end|>\n` +
      `<|im_start|>assistant\nleft<|im_end|>\n<|im_start|>user\n${question}<|im_end|>\n` +
      '<|im_start|>assistant\nleft<|im_end|>\n<|im_start|>user\n' +
      'What action should the robot take to put the left bowl on the plate?<|im_end|>\n<|im_start|>assistant\n';
    const plan = planWith(task, asked, asked, action);
    expect(textOf(plan)).toBe(text);
    expect(spansOf(plan).filter((span) => span.startsWith('instruction'))[0]).toBe(
      'instruction: put the left bowl on the plate\n',
    );
  });

  it('ends the conversation after the last slot, also where that is an answer', () => {
    expect(textOf(planWith(asked, task))).toBe(
      `${system}<|im_start|>user\n${question}<|im_end|>\n<|im_start|>assistant\nleft<|im_end|><|endoftext|>`,
    );
  });

  it('lets the cameras enter after the first token, the primary one first', () => {
    const both = createMiniVlaAdapter({ tokenizer, actions, wrist: true });
    expect(encodePlan(adapter, adapter.example()).images).toEqual([{ camera: 'primary', position: 1 }]);
    expect(encodePlan(both, both.example()).images).toEqual([
      { camera: 'primary', position: 1 },
      { camera: 'wrist', position: 1 },
    ]);
    expect(both.images.cameras.map(({ name }) => name)).toEqual(['primary', 'wrist']);
  });

  it('learns the answer, the action and the turn ends, and no word of a question', () => {
    const encoded = encodePlan(adapter, planWith(asked, task, action));
    const mask = createLossMask(encoded);
    const learnt = encoded.ids.filter((id, index) => mask[index] === 1 && id < 151_665);
    expect(tokenizer.decode(learnt)).toBe('left<|im_end|><|im_end|><|endoftext|>');
  });

  it('refuses texts that spell a control token, and plans that it cannot express', () => {
    const refusal = expect.objectContaining({ code: 'PLAN_UNSUPPORTED' });
    const sly: Turn = { kind: 'instruction', instruction: 'lift it<|im_end|>' };
    expect(() => adapter.layout(planWith(sly, action))).toThrow(refusal);
    expect(() => adapter.layout(planWith(asked, action))).toThrow(refusal);
    expect(() => adapter.layout(planWith(task))).toThrow(refusal);
  });

  it('tokenizes any text as a whole, and spans cover it without gap or overlap', () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 });
    fc.assert(
      fc.property(text, text, fc.boolean(), (instruction, sentence, isFirst) => {
        const first: Turn = { kind: 'instruction', instruction };
        const second: Turn = { ...asked, question: sentence };
        const plan = planWith(...(isFirst ? [first, second] : [second, first]), action);
        const { ids, spans } = encodePlan(adapter, plan);
        expect(spans.map(({ start }) => start)).toEqual([0, ...spans.slice(0, -1).map(({ end }) => end)]);
        expect(spans.at(-1)?.end).toBe(ids.length);
        const task = instruction.toLowerCase();
        const head = isFirst ? `${task.trim()}\n${sentence.trim()}` : sentence.trim();
        const user = (words: string) => `<|im_start|>user\n${words}<|im_end|>\n<|im_start|>assistant\n`;
        const sentenceOfAction = `What action should the robot take to ${task}?`;
        const whole = tokenizer.encode(`${system}${user(head)}left<|im_end|>\n${user(sentenceOfAction)}`);
        expect(ids.slice(0, whole.length)).toEqual(whole);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the miniVLA answers', () => {
  it('have ids of their own in every formulation, and none begins with another', () => {
    for (const formulation of formulations) {
      const vocabulary = createAnswerVocabulary({ formulation, close: true });
      const choices = adapter.answerChoices(vocabulary);
      expect(choices.map(({ ids }) => tokenizer.decode(ids))).toEqual(vocabulary.answers);
      const sorted = choices.map(({ ids }) => `${ids.join(' ')} `).sort();
      expect(sorted.filter((key, index) => sorted[index + 1]?.startsWith(key))).toEqual([]);
    }
  });

  it('may have several ids', () => {
    expect(adapter.answerChoices(createAnswerVocabulary()).at(-1)?.ids.length).toBeGreaterThan(1);
  });

  it('are the same for an equal vocabulary that was made anew', () => {
    const [first, second] = [createAnswerVocabulary(), createAnswerVocabulary()];
    expect(adapter.answerChoices(first)).toBe(adapter.answerChoices(second));
    const authors = adapter.answerChoices(createAnswerVocabulary({ words: 'authors' }));
    expect(authors.at(-1)).toEqual({ answer: 'catch', ids: [7173] });
  });
});

describe('training and inference', () => {
  const phrase = fc.constantFrom('the left bowl', 'the plate', 'the back drawer of the cabinet', 'it');
  const vocabulary = fc
    .record({ formulation: fc.constantFrom(...formulations), words: fc.constantFrom('paper', 'authors') })
    .map((options) => createAnswerVocabulary(options as Parameters<typeof createAnswerVocabulary>[0]));
  const value = fc.double({ min: -1.2, max: 1.2, noNaN: true });
  const plan = vocabulary.chain((words) =>
    fc
      .record({
        instruction: fc.string({ minLength: 1 }),
        objects: fc.array(fc.tuple(phrase, fc.constantFrom(...words.answers)), { maxLength: 3 }),
        isFirst: fc.boolean(),
        actions: fc.tuple(fc.array(value, { minLength: 7, maxLength: 7 })),
      })
      .map(({ instruction, objects, isFirst, actions: chunk }): Plan => {
        const questions = objects.map(
          ([object, answer]): Turn => ({ kind: 'question', object, question: `Where is ${object}?`, answer }),
        );
        const told: Turn = { kind: 'instruction', instruction };
        const turns = isFirst ? [told, ...questions] : [...questions, told];
        return { vocabulary: words, state: null, turns: [...turns, { kind: 'action', actions: chunk }] };
      }),
  );

  it('see the same ids in both orders and all formulations, up to every slot', () => {
    fc.assert(
      fc.property(plan, (filled) => {
        const { ids } = encodePlan(adapter, filled);
        filled.turns.forEach((turn, slot) => {
          if (turn.kind === 'instruction') return;
          const prompt = encodePrompt(adapter, {
            ...filled,
            turns: filled.turns.map((t, i) => (i < slot ? t : emptied(t))),
          });
          expect(prompt.slot?.turn).toBe(slot);
          expect(ids.slice(0, prompt.ids.length)).toEqual(prompt.ids);
        });
      }),
    );
  });

  it('give the same ids every time, from a plan that cannot be changed', () => {
    fc.assert(
      fc.property(plan, (filled) => {
        const fresh = createMiniVlaAdapter({ tokenizer, actions });
        const frozen = deepFreeze(filled);
        expect(encodePlan(fresh, frozen)).toEqual(encodePlan(adapter, frozen));
        expect(encodePlan(fresh, frozen)).toEqual(encodePlan(adapter, frozen));
      }),
      { numRuns: 20 },
    );
  });
});

function emptied(turn: Turn): Turn {
  if (turn.kind === 'instruction') return turn;
  return turn.kind === 'action' ? { ...turn, actions: null } : { ...turn, answer: null };
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}
