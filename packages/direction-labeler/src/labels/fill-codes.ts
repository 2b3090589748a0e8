import type { Frame } from '../frame/frame.js';
import { checkMetres } from './checks.js';
import { type Rule, unlabelled, type Vectors } from './rules/rule.js';

/**
 * Labels vectors of the frame's axes [length × 3] into codes [length]; grasp and unknown positions come before the
 * rule.
 */
export function fillCodes(
  { rule, grasped: graspedCode }: { readonly rule: Rule; readonly grasped: number },
  vectors: Vectors,
  grasped: Uint8Array | null,
  codes: Uint16Array,
): void {
  for (let frame = 0, at = 0; frame < codes.length; frame += 1, at += 3) {
    // The sum is finite only where all three are (an overflow needs 1e308 metres).
    const sum = (vectors[at] as number) + (vectors[at + 1] as number) + (vectors[at + 2] as number);
    const found = Number.isFinite(sum) ? rule(vectors, at) : unlabelled;
    // Masks say 255 where they mean yes, and callers without types `true`.
    codes[frame] = grasped?.[frame] ? graspedCode : found;
  }
}

/**
 * The rule for positions that are only known to within a tolerance.
 *
 * @throws InspireError `LABEL_THRESHOLD` for a tolerance that is negative or not finite.
 */
export function certain(rule: Rule, by: number): Rule {
  checkMetres('tolerance', by);
  const moved = new Float64Array(3);
  return (vectors, at) => {
    const code = rule(vectors, at);
    for (let axis = 0; axis < 3; axis += 1) moved[axis] = vectors[at + axis] as number;
    for (let axis = 0; axis < 3; axis += 1) {
      const value = moved[axis] as number;
      moved[axis] = value - by;
      if (rule(moved, 0) !== code) return unlabelled;
      moved[axis] = value + by;
      if (rule(moved, 0) !== code) return unlabelled;
      moved[axis] = value;
    }
    return code;
  };
}

/** The rule for vectors of the world. */
export function turned(rule: Rule, { rotation }: Frame): Rule {
  if (rotation === undefined) return rule;
  const rows = Float64Array.from(rotation);
  const vector = new Float64Array(3);
  return (vectors, at) => {
    const x = vectors[at] as number;
    const y = vectors[at + 1] as number;
    const z = vectors[at + 2] as number;
    for (let axis = 0; axis < 3; axis += 1) {
      const [a, b, c] = [
        rows[axis * 3] as number,
        rows[axis * 3 + 1] as number,
        rows[axis * 3 + 2] as number,
      ];
      vector[axis] = a * x + b * y + c * z;
    }
    return rule(vector, 0);
  };
}
