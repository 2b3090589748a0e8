// The miniature's adapter for a backbone that cannot be given a state; the variant `mute` takes no plan at all.
import { InspireError } from '@inspire-vla/adapter';
import { createAdapter as createMiniature } from './adapter.mjs';

/** @type {import('@inspire-vla/adapter').AdapterModule['createAdapter']} */
export function createAdapter({ variant, ...options }) {
  const adapter = createMiniature(options);
  const example = adapter.example();
  return {
    ...adapter,
    layout(plan) {
      const isKnown = JSON.stringify(plan) === JSON.stringify(example);
      if (plan.state === null && (variant !== 'mute' || isKnown)) return adapter.layout(plan);
      throw new InspireError({ code: 'PLAN_UNSUPPORTED', message: 'the backbone takes no such plan', at: 'plan' });
    },
  };
}
