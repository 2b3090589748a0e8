import {
  type AnswerVocabulary,
  closeWord,
  createAnswerVocabulary,
  type Formulation,
  type WordSet,
  wordSets,
} from '@inspire-vla/adapter';
import type { Frame } from './frame.js';

/** Label code of a frame whose position is not known. */
export const unlabelled = 0xffff;

/** A rule gives the label code of a relation vector (metres); grasp and unknown positions are decided before it. */
export type Rule = (x: number, y: number, z: number) => number;

/** A formulation's rule with the vocabulary whose indices it gives. */
export interface CodedRule {
  readonly vocabulary: AnswerVocabulary;
  readonly grasped: number;
  readonly rule: Rule;
}

/** What a rule depends on. */
export interface RuleOptions {
  readonly formulation: Formulation;
  readonly frame: Frame;
  readonly words: WordSet;
  /** Metres; at or below it an object is "close". Null: the word is not used where it is no word of its own. */
  readonly closeThreshold: number | null;
}

/** Metres below which an object is near, middle, and from where it is far (Koorye/Inspire\@c61328bc). */
const proximityLimits = { close: 0.06, near: 0.2, middle: 0.3 } as const;

/** Makes the rule of a formulation. */
export function createRule(options: RuleOptions): CodedRule {
  const { formulation, frame, words, closeThreshold } = options;
  const close = closeThreshold !== null;
  const vocabulary = createAnswerVocabulary({ formulation, words, close, axes: [frame.x, frame.y, frame.z] });
  const codes = new Map(vocabulary.answers.map((answer, code) => [answer, code]));
  const code = (answer: string) => codes.get(answer) ?? unlabelled;
  return {
    vocabulary,
    grasped: code(wordSets[words].grasped),
    rule: rules[formulation](options, code),
  };
}

type RuleFactory = (options: RuleOptions, code: (answer: string) => number) => Rule;

const rules: Readonly<Record<Formulation, RuleFactory>> = {
  'direction-1d': createDirectionRule,
  'direction-3d': createDirectionsRule,
  proximity: createProximityRule,
  'location-3d': createLocationRule,
  distance: createDistanceRule,
};

/** The axis with the largest magnitude speaks; the first one wins ties, as numpy's argmax. */
function createDirectionRule({ frame, closeThreshold }: RuleOptions, code: (answer: string) => number): Rule {
  const { x: xs, y: ys, z: zs } = frame;
  const [front, back, right, left, up, down] = [...xs, ...ys, ...zs].map(code) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const close = code(closeWord);
  const limit = closeThreshold ?? 0;
  return (x, y, z) => {
    const [ax, ay, az] = [Math.abs(x), Math.abs(y), Math.abs(z)];
    if (ax <= limit && ay <= limit && az <= limit) return close;
    if (ax >= ay && ax >= az) return x > 0 ? front : back;
    if (ay >= az) return y > 0 ? right : left;
    return z > 0 ? up : down;
  };
}

/** One word per axis. */
function createDirectionsRule(
  { frame, closeThreshold }: RuleOptions,
  code: (answer: string) => number,
): Rule {
  const pairs = [frame.x, frame.y, frame.z];
  const states = pairs.map(([positive, negative]) => [positive, negative, closeWord]);
  const table = (states[0] ?? []).flatMap((x) =>
    (states[1] ?? []).flatMap((y) => (states[2] ?? []).map((z) => code(`${x} ${y} ${z}`))),
  );
  const state = (value: number) => {
    if (closeThreshold !== null && Math.abs(value) <= closeThreshold) return 2;
    return value > 0 ? 0 : 1;
  };
  return (x, y, z) => table[(state(x) * 3 + state(y)) * 3 + state(z)] ?? unlabelled;
}

/** How far, in four steps. */
function createProximityRule({ closeThreshold }: RuleOptions, code: (answer: string) => number): Rule {
  const [close, near, middle, far] = [code(closeWord), code('near'), code('middle'), code('far')];
  const limit = closeThreshold ?? proximityLimits.close;
  return (x, y, z) => {
    const distance = Math.sqrt(x * x + y * y + z * z);
    if (distance < limit) return close;
    if (distance < proximityLimits.near) return near;
    return distance < proximityLimits.middle ? middle : far;
  };
}

/** Decimetres per axis, truncated towards zero and clipped to −9..9. */
function createLocationRule(_: RuleOptions, code: (answer: string) => number): Rule {
  // The vocabulary lists the numbers in order, z fastest.
  const first = code('-9 -9 -9');
  return (x, y, z) => first + (tenths(x) + 9) * 361 + (tenths(y) + 9) * 19 + tenths(z) + 9;
}

/** Decimetres, truncated and clipped to 9. */
function createDistanceRule(_: RuleOptions, code: (answer: string) => number): Rule {
  const first = code('0');
  return (x, y, z) => first + tenths(Math.sqrt(x * x + y * y + z * z));
}

function tenths(metres: number): number {
  return Math.max(-9, Math.min(9, Math.trunc(metres * 10)));
}
