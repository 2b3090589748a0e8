import { createExpert, type Expert } from '../expert/expert.js';
import { createRandom, type Random, seedOfText } from '../world/random.js';
import type { TabletopPolicy } from './policy.js';

/** The expert as a policy: what can be reached. */
export function createExpertPolicy(): TabletopPolicy {
  let expert: Expert | null = null;
  return {
    reset(task) {
      expert = createExpert(task);
    },
    act: ({ world }) => ({ actions: expert === null ? [] : [expert.act(world)] }),
    close: () => {},
  };
}

/** Ticks that a random move lasts. */
const span = 8;

/** Random moves, the same for the same seed: what is reached by chance. */
export function createRandomPolicy(): TabletopPolicy {
  let random: Random = createRandom(0);
  return {
    reset(task, seed) {
      random = createRandom(seed, seedOfText(task.id));
    },
    act() {
      const action = Array.from({ length: 7 }, (_, index) => {
        if (index === 6) return random.next() < 0.5 ? -1 : 1;
        return random.between(-1, 1) * (index < 3 ? 1 : 0.2);
      });
      return { actions: Array.from({ length: span }, () => action) };
    },
    close: () => {},
  };
}
