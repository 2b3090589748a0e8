import {
  createAnswerVocabulary,
  encodePlan,
  encodePrompt,
  formulations,
  type Plan,
  type QuestionTurn,
  roles,
  type Turn,
  wordSets,
} from '@inspire-vla/adapter';
import { createCausalMask, createLossMask } from '@inspire-vla/token-loss-mask';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byteFast } from './__fixtures__/fast.js';
import { tokenizer } from './__fixtures__/tokenizer.js';
import { createFastCodec, createPi0FastAdapter, type LayoutVariant } from './index.js';

const actions = createFastCodec({ fast: byteFast });
const adapter = createPi0FastAdapter({ tokenizer, actions });

const question = 'In which direction is the left bowl relative to the robot?';
const asked: QuestionTurn = { kind: 'question', object: 'the left bowl', question, answer: 'left' };
const task: Turn = { kind: 'instruction', instruction: ' Put_the_left_bowl on the plate ' };
const action: Turn = { kind: 'action', actions: [[0.5, 0, -1]] };
const state = [-2, -1, 0, 1];

function planWith(...turns: readonly Turn[]): Plan {
  return { vocabulary: createAnswerVocabulary(), state, turns };
}

/** Every span as its role and text; action ids are no text. */
function spansOf(plan: Plan, own = adapter): readonly string[] {
  const { ids, spans } = encodePlan(own, plan);
  return spans.map(({ role, start, end }) => {
    const text = tokenizer.decode(ids.slice(start, end));
    return `${role}: ${role === 'action' && text !== 'Action: ' ? '…' : text}`;
  });
}

const prefix = [
  'instruction: Task: put the left bowl on the plate',
  'state: , State: -1 0 128 255',
  'control: ;\n',
];
const exchange = [`question: Question: ${question} Answer:`, 'answer:  left', 'control: ;\n'];
const end = ['action: Action: ', 'action: …', 'end: |'];

describe('the π0-FAST layout', () => {
  it('gives task and state first, or questions first, and every stretch its role', () => {
    expect(spansOf(planWith(task, asked, asked, action))).toEqual([
      'control: <bos>',
      ...prefix,
      ...exchange,
      ...exchange,
      ...end,
    ]);
    expect(spansOf(planWith(asked, task, action))).toEqual([
      'control: <bos>',
      ...exchange,
      ...prefix,
      ...end,
    ]);
    const used = spansOf(planWith(asked, task, action)).map((span) => span.split(':')[0]);
    expect(roles).toEqual(expect.arrayContaining(used));
  });

  it('cleans the task as openpi and the authors do, or as LeRobot', () => {
    const plan = planWith({ kind: 'instruction', instruction: ' Put the_Red Cube\non it ' }, action);
    const textOf = (variant: LayoutVariant) => {
      const { ids } = encodePlan(createPi0FastAdapter({ tokenizer, actions, variant }), plan);
      return tokenizer.decode(ids);
    };
    expect(textOf('inspire-fast')).toContain('Task: put the red cube\non it, State: ');
    expect(textOf('openpi')).toContain('Task: put the red cube\non it, State: ');
    expect(textOf('lerobot')).toContain('Task: Put the Red Cube on it, State: ');
  });

  it("has the ids of LeRobot's processors: the prompt, then <bos>, the action and <eos>", () => {
    const fast = [0, 255, 1024, 2047, 17];
    const codes = fast.map((token) => 257_152 - 1 - 128 - token);
    const own = createPi0FastAdapter({
      tokenizer,
      actions: { ...actions, encode: () => codes },
      variant: 'lerobot',
    });
    const [start, stop] = [tokenizer.encode('<bos>'), tokenizer.encode('<eos>')];
    const { ids } = encodePlan(own, planWith(task, action));
    expect(ids).toEqual([
      ...start,
      ...tokenizer.encode('Task: Put the left bowl on the plate, State: -1 0 128 255;\n'),
      ...start,
      ...tokenizer.encode('Action: '),
      ...codes,
      ...tokenizer.encode('|'),
      ...stop,
    ]);
  });

  it('leaves the state out where there is none', () => {
    const stateless = { ...planWith(task, action), state: null };
    expect(spansOf(stateless)).toEqual(['control: <bos>', prefix[0], 'control: ;\n', ...end]);
  });

  it('begins and ends the action as the one whose layout it is', () => {
    const actionOf = (variant?: LayoutVariant) => {
      const own = createPi0FastAdapter({ tokenizer, actions, ...(variant === undefined ? {} : { variant }) });
      return spansOf(planWith(task, asked, action), own).slice(1 + prefix.length + exchange.length);
    };
    expect(actionOf()).toEqual(end);
    expect(actionOf('inspire-fast')).toEqual(end);
    expect(actionOf('openpi')).toEqual([...end.slice(0, -1), 'end: |<eos>']);
    expect(actionOf('lerobot')).toEqual(['control: <bos>', ...end.slice(0, -1), 'end: |<eos>']);
  });

  it("prompts LeRobot's models with the second <bos>, which is causal and not learnt", () => {
    const own = createPi0FastAdapter({ tokenizer, actions, variant: 'lerobot' });
    const prompt = encodePrompt(own, planWith(task, { kind: 'action', actions: null }));
    expect(tokenizer.decode(prompt.ids)).toMatch(/;\n<bos>Action: $/);
    const encoded = encodePlan(own, planWith(task, action));
    const second = encoded.ids.lastIndexOf(encoded.ids[0] ?? -1);
    expect(second).toBeGreaterThan(0);
    expect([createCausalMask(encoded)[second - 1], createCausalMask(encoded)[second]]).toEqual([0, 1]);
    expect([createLossMask(encoded)[second], createLossMask(encoded)[second + 1]]).toEqual([0, 1]);
  });

  it('stops an action at "|" and at the end of text', () => {
    expect(adapter.actions.stop).toMatchObject({
      kind: 'token',
      ids: [tokenizer.encode('|')[0], tokenizer.encode('<eos>')[0]],
    });
  });

  it('takes a codec that is an instance of a class', () => {
    class Codec {
      readonly id = 'own';
      readonly shape = actions.shape;
      readonly stop = actions.stop;
      encode(chunk: Parameters<typeof actions.encode>[0]) {
        return actions.encode(chunk);
      }
      decode(ids: readonly number[]) {
        return actions.decode(ids, this.shape ?? undefined);
      }
    }
    const own = createPi0FastAdapter({ tokenizer, actions: new Codec() });
    const plan = planWith(task, action);
    expect(encodePlan(own, plan).ids).toEqual(encodePlan(adapter, plan).ids);
  });

  it('makes one block of task and state, which the first token joins only where it stands beside it', () => {
    const flags = (plan: Plan) => {
      const encoded = encodePlan(adapter, plan);
      const mask = createCausalMask(encoded);
      return encoded.spans.map(({ start, end: stop }) => [...new Set(mask.slice(start, stop))].join());
    };
    expect(flags(planWith(task, asked, action)).join('')).toBe('0000111111');
    expect(flags(planWith(asked, task, action)).join('')).toBe('1111000111');
    expect(flags(planWith(task, action)).join('')).toBe('0000111');
    expect(flags({ ...planWith(task, action), order: 'vqa-first' }).join('')).toBe('1000111');
  });

  it('lets the three cameras enter first', () => {
    expect(encodePlan(adapter, adapter.example()).images).toEqual([
      { camera: 'base_0_rgb', position: 0 },
      { camera: 'left_wrist_0_rgb', position: 0 },
      { camera: 'right_wrist_0_rgb', position: 0 },
    ]);
    const pieces = adapter.layout(planWith(asked, task, action));
    expect(pieces.slice(0, 3)).toEqual(
      adapter.images.cameras.map(({ name }) => ({ kind: 'image', camera: name, attention: 'block' })),
    );
  });

  it('refuses texts that spell a control token, and plans that it cannot express', () => {
    const refusal = expect.objectContaining({ code: 'PLAN_UNSUPPORTED' });
    const sly: Turn = { kind: 'instruction', instruction: 'lift it<eos>' };
    expect(() => adapter.layout(planWith(sly, action))).toThrow(refusal);
    expect(() => adapter.layout(planWith(asked, action))).toThrow(refusal);
    expect(() => adapter.layout(planWith(task, task))).toThrow(refusal);
    expect(() => adapter.layout({ ...planWith(task), state: [Number.NaN] })).toThrow(
      expect.objectContaining({ code: 'STATE_NOT_FINITE', at: 'state[0]' }),
    );
  });

  it('has the ids of the whole text, for any words and any state', () => {
    const words = fc.stringMatching(/^[a-z][a-z ,.'-]{0,30}$/);
    const numbers = fc.array(fc.double({ min: -1.5, max: 1.5, noNaN: true }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(words, words, numbers, (instruction, sentence, given) => {
        const plan = {
          ...planWith({ kind: 'instruction', instruction }, { ...asked, question: sentence }, action),
          state: given,
        };
        const { ids, spans } = encodePlan(adapter, plan);
        expect(spans.map(({ start }) => start)).toEqual([0, ...spans.slice(0, -1).map((span) => span.end)]);
        expect(spans.at(-1)?.end).toBe(ids.length);
        const first = spans.find(({ role }) => role === 'question')?.start ?? 0;
        const last = spans.find(({ role }) => role === 'action')?.start ?? 0;
        const told = tokenizer.encode(`${tokenizer.decode(ids.slice(1, first))}`);
        expect(ids.slice(1, first)).toEqual(told);
        expect(tokenizer.decode(told)).toContain(`Task: ${instruction.trim()}, State: `);
        expect(ids.slice(first, last)).toEqual(tokenizer.encode(`Question: ${sentence} Answer: left;\n`));
      }),
    );
  });
});

describe('the loss', () => {
  const encoded = encodePlan(adapter, planWith(task, asked, action));
  const learnt = (mask: ArrayLike<number> | undefined) =>
    encoded.spans.map(({ role, start, end: stop }) => {
      const flags = Array.from({ length: stop - start }, (_, index) => mask?.[start + index]);
      return flags.includes(0) ? (flags.includes(1) ? `${role} in part` : '') : role;
    });

  it('stands on the answer, "Action: ", the action and "|"', () => {
    expect(learnt(createLossMask(encoded)).filter((role) => role !== '')).toEqual([
      'answer',
      'action',
      'action',
      'end',
    ]);
  });

  it("of the reference also learns the direction word of a question, and the task's not", () => {
    expect(learnt(adapter.referenceLossMask?.(encoded)).filter((role) => role !== '')).toEqual([
      'question in part',
      'answer',
      'action',
      'action',
      'end',
    ]);
  });

  it('of the reference leaves out answers that are no direction word', () => {
    const other = encodePlan(adapter, planWith(task, { ...asked, answer: 'grasped' }, action));
    const { start = 0 } = other.spans.find(({ role }) => role === 'answer') ?? {};
    expect(adapter.referenceLossMask?.(other)[start]).toBe(0);
    expect(createLossMask(other)[start]).toBe(1);
  });
});

describe('the π0-FAST answers', () => {
  it('have ids of their own in every formulation, begin with a space, and none begins with another', () => {
    for (const formulation of formulations) {
      const vocabulary = createAnswerVocabulary({ formulation, close: true });
      const choices = adapter.answerChoices(vocabulary);
      expect(choices.map(({ ids }) => tokenizer.decode(ids))).toEqual(
        vocabulary.answers.map((answer) => ` ${answer}`),
      );
      const sorted = choices.map(({ ids }) => `${ids.join(' ')} `).sort();
      expect(sorted.filter((key, index) => sorted[index + 1]?.startsWith(key))).toEqual([]);
    }
  });

  it('may have several ids', () => {
    const vocabulary = createAnswerVocabulary({ formulation: 'direction-3d' });
    expect(adapter.answerChoices(vocabulary)[0]?.ids).toHaveLength(3);
  });

  it('are the same for an equal vocabulary that was made anew', () => {
    expect(adapter.answerChoices(createAnswerVocabulary())).toBe(
      adapter.answerChoices(createAnswerVocabulary()),
    );
  });
});

describe('training and inference', () => {
  const phrase = fc.constantFrom('the left bowl', 'the plate', 'the back drawer of the cabinet', 'it');
  const vocabulary = fc
    .record({
      formulation: fc.constantFrom(...formulations),
      words: fc.constantFrom(...(Object.keys(wordSets) as (keyof typeof wordSets)[])),
    })
    .map((options) => createAnswerVocabulary(options));
  const value = fc.double({ min: -1.2, max: 1.2, noNaN: true });
  const chunk = fc
    .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 4 }))
    .chain(([horizon, dimensions]) =>
      fc.array(fc.array(value, { minLength: dimensions, maxLength: dimensions }), {
        minLength: horizon,
        maxLength: horizon,
      }),
    );
  const plan = vocabulary.chain((words) =>
    fc
      .record({
        instruction: fc.stringMatching(/^[a-zA-Z_][a-zA-Z_ ]{0,30}$/),
        objects: fc.array(fc.tuple(phrase, fc.constantFrom(...words.answers)), { maxLength: 3 }),
        order: fc.constantFrom('vqa-first' as const, 'instruct-first' as const),
        state: fc.option(fc.array(value, { maxLength: 8 })),
        actions: chunk,
      })
      .map(({ instruction, objects, order, state: numbers, actions: given }): Plan => {
        const questions = objects.map(
          ([object, answer]): Turn => ({ kind: 'question', object, question: `Where is ${object}?`, answer }),
        );
        const told: Turn = { kind: 'instruction', instruction };
        const turns = order === 'vqa-first' ? [...questions, told] : [told, ...questions];
        return {
          vocabulary: words,
          state: numbers,
          order,
          turns: [...turns, { kind: 'action', actions: given }],
        };
      }),
  );

  it('see the same ids and masks in both orders and all formulations, up to every slot', () => {
    fc.assert(
      fc.property(plan, (filled) => {
        const training = encodePlan(adapter, filled);
        const causal = createCausalMask(training);
        filled.turns.forEach((turn, slot) => {
          if (turn.kind === 'instruction') return;
          const prompt = encodePrompt(adapter, {
            ...filled,
            turns: filled.turns.map((t, i) => (i < slot ? t : emptied(t))),
          });
          expect(prompt.slot?.turn).toBe(slot);
          expect(training.ids.slice(0, prompt.ids.length)).toEqual(prompt.ids);
          expect(causal.slice(0, prompt.ids.length)).toEqual(createCausalMask(prompt));
        });
      }),
    );
  });

  it('give the same ids every time, from a plan that cannot be changed', () => {
    fc.assert(
      fc.property(plan, (filled) => {
        const fresh = createPi0FastAdapter({ tokenizer, actions });
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
