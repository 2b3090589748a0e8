import type { Frame } from '../frame/frame.js';
import { checkMetres } from './checks.js';
import { type Rule, unlabelled } from './rules/rule.js';

/** Gives the label code of a world vector and a grasp flag. */
export type Coder = (x: number, y: number, z: number, isGrasped: boolean) => number;

/** Decides grasp and unknown positions before the rule. */
export function createCoder(rule: Rule, grasped: number): Coder {
  return (x, y, z, isGrasped) => {
    if (isGrasped) return grasped;
    // The sum is finite only where all three are (an overflow needs 1e308 metres).
    return Number.isFinite(x + y + z) ? rule(x, y, z) : unlabelled;
  };
}

/**
 * The rule for positions that are only known to within a tolerance.
 *
 * @throws InspireError `LABEL_THRESHOLD` for a tolerance that is negative or not finite.
 */
export function certain(rule: Rule, by: number): Rule {
  checkMetres('tolerance', by);
  return (x, y, z) => {
    const code = rule(x, y, z);
    const isSame =
      rule(x + by, y, z) === code &&
      rule(x - by, y, z) === code &&
      rule(x, y + by, z) === code &&
      rule(x, y - by, z) === code &&
      rule(x, y, z + by) === code &&
      rule(x, y, z - by) === code;
    return isSame ? code : unlabelled;
  };
}

/** The rule for vectors of the world. */
export function turned(rule: Rule, { rotation }: Frame): Rule {
  if (rotation === undefined) return rule;
  const [a, b, c, d, e, f, g, h, i] = rotation;
  return (x, y, z) => rule(a * x + b * y + c * z, d * x + e * y + f * z, g * x + h * y + i * z);
}
