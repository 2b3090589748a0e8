import { setTimeout } from 'node:timers/promises';
import type { Policy } from '../src/index.js';

/** A policy that costs nothing, or takes so many milliseconds: what is measured is the server. The chunk depends on the state. */
export function createPolicy({ milliseconds }: { readonly milliseconds: number }): Policy {
  return {
    description: {
      name: 'instant',
      cameras: [
        { name: 'primary', required: true },
        { name: 'wrist', required: true },
      ],
      stateDimensions: 8,
      horizon: 10,
      actionDimensions: 7,
      datasets: [],
    },
    connect: () => ({
      async infer({ state }) {
        if (milliseconds > 0) await setTimeout(milliseconds);
        return {
          actions: Array.from({ length: 10 }, (_, row) =>
            Array.from({ length: 7 }, (__, at) => (state?.[at] ?? 0) + row),
          ),
          answers: [],
          timings: { prepare: 0, images: 0, prompt: 0, answers: 0, actions: 0, total: 0 },
          passes: 0,
          guesses: { tried: 0, held: 0 },
        };
      },
      reset: () => {},
      close: () => {},
    }),
    close: async () => {},
  };
}
