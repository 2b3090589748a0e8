import { checkSeed } from '../world/check-seed.js';
import { createRandom } from '../world/random.js';
import { checkNoise } from './check-noise.js';

/** Options of {@link createDisturbance}. */
export interface DisturbanceOptions {
  /** 0: none; 1: strong. At 0.5 every tick moves the hand by some 4 mm, and a burst comes every four seconds. */
  readonly noise: number;
  /** How often random moves come: 1 is once in two seconds; default: as `noise`. */
  readonly bursts?: number;
  readonly seed: number;
}

/** Deviations per unit of noise, in parts of a full action. */
const deviation = { position: 0.4, rotation: 0.1 } as const;

/** Of random moves in a row. */
const burst = { chance: 0.025, shortest: 2, longest: 5, rotation: 0.3, letsGo: 0.2 } as const;

/**
 * Makes what happens to the expert's actions on their way to the hand: a little of everything at every tick, and now
 * and then some random moves in a row, so that the data hold states off the expert's path.
 *
 * @throws InspireError `EPISODE_OPTIONS` for a seed that is no whole number, and noise or bursts below 0.
 */
export function createDisturbance({
  noise,
  bursts = noise,
  seed,
}: DisturbanceOptions): (action: readonly number[]) => readonly number[] {
  checkSeed(seed);
  checkNoise('noise', noise);
  checkNoise('bursts', bursts);
  const random = createRandom(seed, 0x6e6f6973);
  let left = 0;
  let moves: readonly number[] = [];
  return (action) => {
    if (noise === 0 && bursts === 0) return action;
    if (left === 0 && random.next() < burst.chance * bursts) {
      left = burst.shortest + random.below(burst.longest - burst.shortest + 1);
      moves = Array.from(
        { length: 6 },
        (_, index) => random.between(-1, 1) * (index < 3 ? 1 : burst.rotation),
      );
      moves = [...moves, random.next() < burst.letsGo ? -1 : 1];
    }
    if (left > 0) {
      left -= 1;
      const gripper = action[6] ?? 0;
      return moves.map((value, index) => (index < 6 ? value : gripper * value));
    }
    return action.map((value, index) => value + disturb(index, noise) * (index < 6 ? random.normal() : 0));
  };
}

function disturb(index: number, noise: number): number {
  return noise * (index < 3 ? deviation.position : deviation.rotation);
}
