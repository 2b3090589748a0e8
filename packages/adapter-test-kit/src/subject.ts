import {
  type ActionDecoding,
  type ActionShape,
  type AnswerVocabulary,
  createAnswerVocabulary,
  encodePlan,
  type Formulation,
  formulations,
  InspireError,
  type Order,
  orders,
  type Plan,
  type VlaAdapter,
  withoutQuestions,
} from '@inspire-vla/adapter';
import fc from 'fast-check';
import { claim } from './nonconforming.js';
import type { ConformanceOptions } from './options.js';
import { arrangeTurns, questionOf, thinned } from './plans.js';

/** A pair of order and vocabulary that the adapter can express. */
export interface Variety {
  readonly order: Order;
  readonly vocabulary: AnswerVocabulary;
}

/** An adapter under test, with what the checks must know to make samples for it. */
export interface Subject {
  readonly adapter: VlaAdapter;
  readonly options: ConformanceOptions;
  readonly shape: ActionShape;
  /** Numbers of a state; 0 where the adapter's example has none. */
  readonly stateSize: number;
  readonly varieties: readonly Variety[];
  /** 0 where the adapter lays out plans without questions, otherwise 1. */
  readonly fewestQuestions: 0 | 1;
  /** Tries a property on random samples. */
  forAll<Sample>(samples: fc.Arbitrary<Sample>, holds: Property<Sample>, runs?: number): Promise<void>;
}

type Property<Sample> = (sample: Sample) => void | Promise<void>;

/** Makes the adapter and finds out what to try with it. */
export async function createSubject(options: ConformanceOptions): Promise<Subject> {
  const adapter = await options.createAdapter();
  claim(Object(adapter) === adapter, `createAdapter gave ${String(adapter)}`, 'return the adapter');
  const example = exampleOf(adapter);
  const actions = example?.turns.find((turn) => turn.kind === 'action')?.actions ?? [];
  const shape = options.shape ??
    adapter.actions?.shape ?? { horizon: actions.length, dimensions: actions[0]?.length ?? 0 };
  const stateSize = example?.state?.length ?? 0;
  const subject = { adapter, options, shape, stateSize, forAll };
  const varieties = formulations.flatMap((formulation) =>
    orders.flatMap((order) => {
      const variety = { order, vocabulary: thinned(createAnswerVocabulary({ formulation })) };
      return refusal(adapter, canonicalPlan({ shape, stateSize }, variety)) === null ? [variety] : [];
    }),
  );
  const [variety] = varieties;
  const plain = variety === undefined ? null : withoutQuestions(canonicalPlan(subject, variety));
  const fewestQuestions = plain !== null && refusal(adapter, plain) === null ? 0 : 1;
  return { ...subject, varieties, fewestQuestions };

  async function forAll<Sample>(
    samples: fc.Arbitrary<Sample>,
    holds: Property<Sample>,
    runs = options.runs ?? 100,
  ): Promise<void> {
    const property = fc.asyncProperty(samples, async (sample) => holds(sample));
    const details = await fc.check(property, { seed: options.seed ?? 1, numRuns: runs });
    if (!details.failed) return;
    const sample = fc.stringify(details.counterexample?.[0]);
    throw sampleFailure(details.errorInstance, `seed ${options.seed ?? 1}, sample ${shortened(sample)}`);
  }
}

/** Whether the adapter says that it cannot express a plan; other errors are for the checks to report. */
export function refusal(adapter: VlaAdapter, plan: Plan): InspireError | null {
  try {
    encodePlan(adapter, plan);
  } catch (error) {
    if (InspireError.isInstance(error) && error.code === 'PLAN_UNSUPPORTED') return error;
  }
  return null;
}

/** A fixed plan with two questions. */
export function canonicalPlan(
  { shape, stateSize }: Pick<Subject, 'shape' | 'stateSize'>,
  { order, vocabulary }: Variety,
): Plan {
  const answer = vocabulary.answers[0] ?? '';
  return {
    vocabulary,
    order,
    state: stateSize === 0 ? null : new Array<number>(stateSize).fill(0.5),
    turns: arrangeTurns(order, {
      questions: [questionOf('the bowl', answer), questionOf('the plate', answer)],
      instruction: 'put the bowl on the plate',
      actions: Array.from({ length: shape.horizon }, () => new Array<number>(shape.dimensions).fill(0.5)),
    }),
  };
}

/** A plan without questions in each order that the adapter can express; none where it refuses such plans. */
export function plainPlans(subject: Subject): readonly Plan[] {
  if (subject.fewestQuestions > 0) return [];
  return orders.flatMap((order) => {
    const variety = subject.varieties.find((known) => known.order === order);
    return variety === undefined ? [] : [withoutQuestions(canonicalPlan(subject, variety))];
  });
}

/** What the codec makes of ids, told the shape. */
export function decodeChunk({ adapter, shape }: Subject, ids: readonly number[]): ActionDecoding {
  return adapter.actions.decode(ids, shape);
}

/** Varieties of one formulation in the orders that the adapter can express. */
export function varietiesOf(subject: Subject, formulation: Formulation): readonly Variety[] {
  return subject.varieties.filter(({ vocabulary }) => vocabulary.formulation === formulation);
}

function exampleOf(adapter: VlaAdapter): Plan | null {
  try {
    return adapter.example();
  } catch {
    // The check of the example says what is wrong with it.
    return null;
  }
}

function shortened(sample: string): string {
  return sample.length > 900 ? `${sample.slice(0, 900)}…` : sample;
}

/** The smallest sample's error, with the sample as its place. */
function sampleFailure(cause: unknown, at: string): InspireError {
  const isOurs = InspireError.isInstance(cause) && cause.code === 'ADAPTER_NONCONFORMING';
  const message = cause instanceof Error ? cause.message : String(cause);
  return new InspireError({
    code: 'ADAPTER_NONCONFORMING',
    message: isOurs ? message : `the adapter threw: ${message}`,
    at,
    fix: isOurs ? (cause.fix ?? '') : 'see the cause; the adapter threw it',
    // Runners print causes: the same words a second time would hide the sample.
    cause: isOurs ? cause.cause : cause,
  });
}
