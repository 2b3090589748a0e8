import { describe, expect, it } from 'vitest';
import { createTestAdapter, examplePlan } from '../__fixtures__/test-adapter.js';
import type { Piece, VlaAdapter } from '../index.js';
import { createRandomSession } from './__fixtures__/random-session.js';
import { runPlan } from './index.js';

const action: Piece = { kind: 'action', turn: 0, actions: null };
const image: Piece = { kind: 'image', camera: 'primary' };

function run(layout: VlaAdapter['layout']) {
  const session = createRandomSession(1, 1200);
  return runPlan({ adapter: { ...createTestAdapter(), layout }, session, plan: examplePlan });
}

describe('runPlan', () => {
  it('refuses an action with no token before it, in place of a model that was never asked', async () => {
    await expect(run(() => [action])).rejects.toMatchObject({
      code: 'PLAN_UNSUPPORTED',
      at: 'adapter.layout',
    });
    await expect(run(() => [image, action])).rejects.toMatchObject({
      code: 'PLAN_UNSUPPORTED',
      message: 'an image stands directly before a slot',
    });
  });

  it('has nothing to do where the layout is empty, or only shows a picture', async () => {
    for (const layout of [[], [image]]) {
      expect(await run(() => layout)).toMatchObject({ passes: 0, actions: null, answers: [] });
    }
  });

  it('refuses a layout that is a promise of pieces', async () => {
    const layout = (async () => [action]) as unknown as VlaAdapter['layout'];
    await expect(run(layout)).rejects.toMatchObject({ code: 'ADAPTER_SHAPE', at: 'adapter test' });
  });
});
