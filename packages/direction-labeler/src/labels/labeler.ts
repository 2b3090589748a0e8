import type { AnswerVocabulary, Formulation, WordSet } from '@inspire-vla/adapter';
import { createFrame, type Frame, frames } from '../frame/frame.js';
import type { Vector } from '../frame/vectors.js';
import { checkLengths, checkMetres, checkNames } from './checks.js';
import { certain, fillCodes, turned } from './fill-codes.js';
import type { FineVariant, Relation } from './relation.js';
import { createRule } from './rules/create-rule.js';
import { unlabelled } from './rules/rule.js';

/** Options of {@link createLabeler}. */
export interface LabelerOptions {
  /** Default `direction-1d`. */
  readonly formulation?: Formulation;
  /** Default `frames.libero`. */
  readonly frame?: Frame;
  /** Word set of the answers; default `paper`. */
  readonly words?: WordSet;
  /**
   * Metres; at or below it an axis (direction-3d), all axes (direction-1d) or, below it, the distance (proximity) are
   * "close". Default: the direction formulations never say it, and proximity says it below 0.06 m.
   */
  readonly closeThreshold?: number;
  /**
   * Numbers of `location-3d` and `distance`: `minivla` (default) truncates to decimetres and clips to ±9, `fast`
   * writes metres as Python's "{:.1f}" ("-0.0" included), up to ±1.9 per axis and 9.9 of distance.
   */
  readonly fine?: FineVariant;
  /**
   * `authors`: the published code's labels bit for bit. It differs where no threshold is set: a component of
   * exactly zero is then "close" (direction formulations), and proximity never is. In a frame with `authorsTies:
   * 'last-word'` (`authors-real`), ties and the zero vector get the z axis's negative word.
   */
  readonly compatibility?: 'authors';
}

/** Positions of one object at one moment. */
export interface LabelInput {
  /** Position of the object [x, y, z], world frame, metres. */
  readonly object: Vector;
  /** Position of the end effector [x, y, z], world frame, metres. */
  readonly effector: Vector;
  /** Whether the gripper holds the object. */
  readonly grasped: boolean;
  /** Added to the object's position before labelling, where a body's origin is not what people point at; metres. */
  readonly offset?: Vector;
  /** See {@link RelationColumns}. */
  readonly tolerance?: number;
}

/** The label of one object at one moment. */
export interface Label {
  /** Index into the vocabulary's answers, or {@link unlabelled}. */
  readonly code: number;
  /** What the label says, before it has words. */
  readonly value: Relation;
  /** The answer, or "" where there is none. */
  readonly answer: string;
  /** Object + offset − end effector, world frame, metres. */
  readonly relation: Vector;
}

/** One object over an episode. */
export interface RelationColumns {
  /** Object − end effector [length × 3], world frame, metres; NaN where unknown. */
  readonly relations: Float64Array | Float32Array;
  /** Whether the gripper holds the object, 0 where it does not [length]; null where nothing is known of it. */
  readonly grasped: Uint8Array | null;
  /**
   * How far the object may be from where it is said to be, in the positions' unit; default 0. A frame whose label
   * would change if the object were moved by this much along an axis of the frame is unlabelled.
   */
  readonly tolerance?: number;
}

/** Labels relations with answers. */
export interface Labeler {
  /** All answers that it gives; the index is the code. */
  readonly vocabulary: AnswerVocabulary;
  /** What a label code says, before it has words. Codes outside the vocabulary are `unknown`. */
  meaning(code: number): Relation;
  /** Labels one object at one moment. */
  label(input: LabelInput): Label;
  /**
   * Labels one object over an episode, without allocating per frame.
   *
   * @param codes - filled and returned if given [length].
   * @throws InspireError `LABEL_LENGTHS` where the columns' lengths disagree, `LABEL_THRESHOLD` for a tolerance that
   * is negative or not finite.
   */
  labelRelations(columns: RelationColumns, codes?: Uint16Array): Uint16Array;
}

/**
 * Makes a labeler: the rule that supervises InSpire.
 *
 * The relation is object − end effector. The paper prints the opposite sign but names the directions as here, and
 * so does the authors' code. A position that is not finite is unlabelled, and so is a zero vector in the direction
 * formulations without a threshold. Source: paper, section 3.2 and Table 3; Koorye/Inspire\@c61328bc
 * vla_scripts/datasets_with_vqa.py get_relation_to_robot.
 *
 * @throws InspireError `LABEL_THRESHOLD` for a threshold that is negative or not finite, `LABEL_FORMULATION` for an
 * unknown formulation or rounding, `ANSWER_VOCABULARY` for unknown words, `FRAME_WORDS` or `FRAME_ROTATION` for a frame that {@link createFrame} refuses.
 *
 * @example
 * ```ts
 * import { createLabeler } from '@inspire-vla/direction-labeler';
 *
 * const labeler = createLabeler();
 * const { answer, value } = labeler.label({ object: [0.1, 0.3, 0.9], effector: [0, 0, 1], grasped: false });
 * console.log(answer); // right
 * console.log(value); // { kind: 'direction', axis: 'y', sign: 1, direction: 'right' }
 *
 * const relations = Float64Array.of(0.1, 0.3, -0.1, 0, 0, -0.2);
 * const codes = labeler.labelRelations({ relations, grasped: Uint8Array.of(0, 1) });
 * console.log(Array.from(codes, (code) => labeler.vocabulary.answers[code])); // [ 'right', 'grasped' ]
 * ```
 */
export function createLabeler(options: LabelerOptions = {}): Labeler {
  const { formulation = 'direction-1d', words = 'paper', fine = 'minivla' } = options;
  checkNames({ formulation, fine });
  // A frame may be written by hand: what createFrame refuses would give codes without words.
  const frame: Frame = options.frame === undefined ? frames.libero : createFrame(options.frame);
  const isStrict = options.compatibility === 'authors' && frame.authorsTies === 'last-word';
  const closeThreshold = thresholdOf(options, isStrict);
  const coded = createRule({ formulation, frame, words, closeThreshold, fine, isStrict });
  const { vocabulary, grasped: graspedCode } = coded;
  const exact = turned(coded.rule, frame);
  const ruleFor = (tolerance: number) =>
    tolerance === 0 ? exact : turned(certain(coded.rule, tolerance), frame);

  function labelRelations(
    { relations, grasped, tolerance = 0 }: RelationColumns,
    codes = new Uint16Array(Math.floor(relations.length / 3)),
  ): Uint16Array {
    checkLengths(relations.length, grasped?.length, codes.length);
    fillCodes({ rule: ruleFor(tolerance), grasped: graspedCode }, relations, grasped, codes);
    return codes;
  }

  function meaning(found: number): Relation {
    if (found === graspedCode) return { kind: 'grasped' };
    return found < vocabulary.answers.length ? coded.meaning(found) : { kind: 'unknown' };
  }

  return {
    vocabulary,
    meaning,
    label({ object, effector, grasped, offset = [0, 0, 0], tolerance = 0 }) {
      const relations = Float64Array.of(0, 1, 2).map((axis) => difference(object, offset, effector, axis));
      const columns = { relations, grasped: Uint8Array.of(Number(grasped)), tolerance };
      const [code = unlabelled] = labelRelations(columns);
      const [x = Number.NaN, y = Number.NaN, z = Number.NaN] = relations;
      return { code, value: meaning(code), answer: vocabulary.answers[code] ?? '', relation: [x, y, z] };
    },
    labelRelations,
  };
}

/** The offset goes onto the difference, as in the authors' code: the order of rounding decides ties. */
function difference(object: Vector, offset: Vector, effector: Vector, axis: number): number {
  const [to, from, lift] = [coordinate(object[axis]), coordinate(effector[axis]), coordinate(offset[axis])];
  return lift === 0 ? to - from : to - from + lift;
}

/** JSON has null for NaN, which would count as 0: a place, where none is known. */
function coordinate(value: unknown): number {
  return typeof value === 'number' ? value : Number.NaN;
}

function thresholdOf(options: LabelerOptions, isStrict: boolean): number | null {
  const { closeThreshold, compatibility, formulation } = options;
  const isAuthors = compatibility === 'authors';
  if (closeThreshold === undefined) return isAuthors && !isStrict ? 0 : null;
  checkMetres('closeThreshold', closeThreshold);
  const isWordless = closeThreshold === 0 && (!isAuthors || isStrict) && formulation !== 'proximity';
  return isWordless ? null : closeThreshold;
}
