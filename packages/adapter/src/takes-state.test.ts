import { describe, expect, it } from 'vitest';
import { createTestAdapter, examplePlan } from './__fixtures__/test-adapter.js';
import type { VlaAdapter } from './adapter.js';
import { InspireError } from './errors.js';
import { takesState } from './takes-state.js';

/** One that lays a state of so many numbers out, and refuses others. */
function adapterFor(size: number, example: VlaAdapter['example']): VlaAdapter {
  const adapter = createTestAdapter();
  return {
    ...adapter,
    example,
    layout(plan) {
      if (plan.state === null) return adapter.layout(plan);
      if (plan.state.length !== size)
        throw new InspireError({ code: 'PLAN_UNSUPPORTED', message: 'another size', at: 'state' });
      return [{ kind: 'fixed', role: 'state', ids: [7] }, ...adapter.layout(plan)];
    },
  };
}

describe('takesState', () => {
  it('is told by the example, whatever the size of the state', () => {
    expect(takesState(adapterFor(3, () => ({ ...examplePlan, state: [0, 0, 0] })))).toBe(true);
  });

  it('sees a state that may be left out, as it is in the example', () => {
    expect(takesState(adapterFor(1, () => examplePlan))).toBe(true);
  });

  it('is false for a backbone that has no place for one, or refuses it', () => {
    expect(takesState(createTestAdapter())).toBe(false);
    expect(takesState(adapterFor(0, () => examplePlan))).toBe(false);
  });

  it('refuses a layout that is a promise of pieces', () => {
    const layout = (async () => []) as unknown as VlaAdapter['layout'];
    expect(() => takesState({ ...createTestAdapter(), layout })).toThrow(
      expect.objectContaining({ code: 'ADAPTER_SHAPE' }),
    );
  });

  it('hands on any other error', () => {
    const broken: VlaAdapter = {
      ...createTestAdapter(),
      layout() {
        throw new TypeError('broken');
      },
    };
    expect(() => takesState(broken)).toThrow(TypeError);
  });
});
