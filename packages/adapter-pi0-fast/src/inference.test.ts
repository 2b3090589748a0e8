import { encodePlan } from '@inspire-vla/adapter';
import { rehearseInference } from '@inspire-vla/adapter-test-kit';
import { describe, expect, it } from 'vitest';
import { byteFast } from './__fixtures__/fast.js';
import { tokenizer } from './__fixtures__/tokenizer.js';
import { createFastCodec, createPi0FastAdapter } from './index.js';

describe('two-step inference on π0-FAST', () => {
  const adapter = createPi0FastAdapter({ tokenizer, actions: createFastCodec({ fast: byteFast }) });
  const options = { adapter, vocabularySize: 257_152, shape: { horizon: 10, dimensions: 7 } };
  const { turns, vocabulary } = adapter.example();
  const learnt = turns.flatMap((turn) => (turn.kind === 'question' ? [turn.answer] : []));

  it('gives the answers and the action of the sequence that was learnt', async () => {
    const { answers, actions, plan } = await rehearseInference(options);
    expect(answers.map(({ answer }) => answer)).toEqual(learnt);
    expect(actions?.ok).toBe(true);
    // Actions come back as the codec holds them, so they are the same tokens.
    expect(encodePlan(adapter, plan).ids).toEqual(encodePlan(adapter, adapter.example()).ids);
  });

  it('gives the same with guesses, right or wrong, in fewer passes where they are right', async () => {
    const other = vocabulary.answers.find((answer) => !learnt.includes(answer)) ?? null;
    const plain = await rehearseInference(options);
    const right = await rehearseInference({ ...options, guesses: learnt });
    const wrong = await rehearseInference({ ...options, guesses: learnt.map(() => other) });
    expect([right.plan, wrong.plan]).toEqual([plain.plan, plain.plan]);
    expect(right.guesses).toEqual({ tried: learnt.length, held: learnt.length });
    expect(right.passes).toBeLessThan(plain.passes);
  });
});
