import { type AnswerVocabulary, type Formulation, InspireError, type WordSet } from '@inspire-vla/adapter';
import { type Frame, frames } from './frame.js';
import { createRule, unlabelled } from './rules.js';

/** Options of {@link createLabeler}. */
export interface LabelerOptions {
  /** Default `direction-1d`. */
  readonly formulation?: Formulation;
  /** Default `frames.libero`. */
  readonly frame?: Frame;
  /** Word set of the answers; default `paper`. */
  readonly words?: WordSet;
  /**
   * Metres; at or below it an axis (direction-3d), all axes (direction-1d) or the distance (proximity) are "close".
   * Default: the direction formulations never say it, and proximity says it below 0.06 m.
   */
  readonly closeThreshold?: number;
  /**
   * `authors`: the published code's labels bit for bit. It differs where no threshold is set: a component of
   * exactly zero is then "close" (direction formulations), and proximity never is.
   */
  readonly compatibility?: 'authors';
}

/** Positions of one object at one moment. */
export interface LabelInput {
  /** Position of the object [x, y, z], world frame, metres. */
  readonly object: readonly [x: number, y: number, z: number];
  /** Position of the end effector [x, y, z], world frame, metres. */
  readonly effector: readonly [x: number, y: number, z: number];
  /** Whether the gripper holds the object. */
  readonly grasped: boolean;
}

/** The label of one object at one moment. */
export interface Label {
  /** Index into the vocabulary's answers, or {@link unlabelled}. */
  readonly code: number;
  /** The answer, or "" where the position is not finite. */
  readonly answer: string;
  /** Object − end effector, world frame, metres. */
  readonly relation: readonly [x: number, y: number, z: number];
}

/** One object over an episode. */
export interface RelationColumns {
  /** Object − end effector [length × 3], world frame, metres; NaN where unknown. */
  readonly relations: Float64Array | Float32Array;
  /** Whether the gripper holds the object, 0 or 1 [length]; null where nothing is known of it. */
  readonly grasped: Uint8Array | null;
}

/** Labels relations with answers. */
export interface Labeler {
  /** All answers that it gives; the index is the code. */
  readonly vocabulary: AnswerVocabulary;
  /** Labels one object at one moment. */
  label(input: LabelInput): Label;
  /**
   * Labels one object over an episode, without allocating per frame.
   *
   * @param codes - filled and returned if given [length].
   * @throws InspireError `LABEL_LENGTHS` where the columns' lengths disagree.
   */
  labelRelations(columns: RelationColumns, codes?: Uint16Array): Uint16Array;
}

/**
 * Makes a labeler: the rule that supervises InSpire.
 *
 * The relation is object − end effector. The paper prints the opposite sign but names the directions as here, and
 * so does the authors' code. Source: paper, section 3.2 and Table 3; Koorye/Inspire\@c61328bc
 * vla_scripts/datasets_with_vqa.py get_relation_to_robot.
 *
 * @throws InspireError `LABEL_THRESHOLD` for a threshold that is negative or not finite.
 *
 * @example
 * ```ts
 * import { createLabeler } from '@inspire-vla/direction-labeler';
 *
 * const labeler = createLabeler();
 * const { answer } = labeler.label({ object: [0.1, 0.3, 0.9], effector: [0, 0, 1], grasped: false });
 * console.log(answer); // right
 *
 * const relations = Float64Array.of(0.1, 0.3, -0.1, 0, 0, -0.2);
 * const codes = labeler.labelRelations({ relations, grasped: Uint8Array.of(0, 1) });
 * console.log(Array.from(codes, (code) => labeler.vocabulary.answers[code])); // [ 'right', 'grasped' ]
 * ```
 */
export function createLabeler(options: LabelerOptions = {}): Labeler {
  const { formulation = 'direction-1d', frame = frames.libero, words = 'paper' } = options;
  const closeThreshold = thresholdOf(options);
  const {
    vocabulary,
    grasped: graspedCode,
    rule,
  } = createRule({ formulation, frame, words, closeThreshold });

  function code(x: number, y: number, z: number, isGrasped: boolean): number {
    if (isGrasped) return graspedCode;
    // The sum is finite only where all three are (an overflow needs 1e308 metres).
    return Number.isFinite(x + y + z) ? rule(x, y, z) : unlabelled;
  }

  return {
    vocabulary,
    label({ object, effector, grasped }) {
      const [x, y, z] = [object[0] - effector[0], object[1] - effector[1], object[2] - effector[2]];
      const found = code(x, y, z, grasped);
      return { code: found, answer: vocabulary.answers[found] ?? '', relation: [x, y, z] };
    },
    labelRelations({ relations, grasped }, codes = new Uint16Array(relations.length / 3)) {
      checkLengths(relations.length, grasped?.length, codes.length);
      for (let frameIndex = 0, start = 0; frameIndex < codes.length; frameIndex += 1, start += 3) {
        const isGrasped = grasped !== null && grasped[frameIndex] === 1;
        codes[frameIndex] = code(
          relations[start] as number,
          relations[start + 1] as number,
          relations[start + 2] as number,
          isGrasped,
        );
      }
      return codes;
    },
  };
}

function thresholdOf({ closeThreshold, compatibility, formulation }: LabelerOptions): number | null {
  if (closeThreshold === undefined) return compatibility === 'authors' ? 0 : null;
  if (!Number.isFinite(closeThreshold) || closeThreshold < 0) {
    throw new InspireError({
      code: 'LABEL_THRESHOLD',
      message: `the close threshold is ${closeThreshold}`,
      at: 'closeThreshold',
      fix: 'give metres, 0 or more',
    });
  }
  const isWordless = closeThreshold === 0 && compatibility !== 'authors' && formulation !== 'proximity';
  return isWordless ? null : closeThreshold;
}

function checkLengths(relations: number, grasped: number | undefined, codes: number): void {
  if (relations === codes * 3 && (grasped ?? codes) === codes) return;
  throw new InspireError({
    code: 'LABEL_LENGTHS',
    message: `${relations} relation values, ${grasped ?? 'no'} grasp flags and ${codes} codes do not fit`,
    at: 'labelRelations',
    fix: 'give three relation values and one grasp flag per frame',
  });
}
