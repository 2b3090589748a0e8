import { readFileSync } from 'node:fs';
import { createAnswerVocabulary, encodePlan } from '@inspire-vla/adapter';
import { expect, it } from 'vitest';
import { byteFast } from './__fixtures__/fast.js';
import { tokenizer } from './__fixtures__/tokenizer.js';
import { createFastCodec, createPi0FastAdapter } from './index.js';

const recorded = JSON.parse(
  readFileSync(new URL('./__fixtures__/tokenized-by-lerobot.json', import.meta.url), 'utf8'),
) as {
  readonly samples: readonly {
    readonly task: string;
    readonly state: readonly number[];
    readonly fast: readonly number[];
    readonly prompt: readonly number[];
    readonly action: readonly number[];
  }[];
};

it("has the ids that LeRobot's own processors recorded", () => {
  expect(recorded.samples.length).toBeGreaterThan(2);
  for (const { task, state, fast, prompt, action } of recorded.samples) {
    const encode = () => fast.map((token) => 257_023 - token);
    const actions = { ...createFastCodec({ fast: byteFast }), encode };
    const adapter = createPi0FastAdapter({ tokenizer, actions, variant: 'lerobot' });
    const { ids } = encodePlan(adapter, {
      vocabulary: createAnswerVocabulary(),
      state,
      turns: [
        { kind: 'instruction', instruction: task },
        { kind: 'action', actions: [[0]] },
      ],
    });
    expect(ids, task).toEqual([...prompt, ...action]);
  }
});
