import type {
  ActionGripper,
  ActionShape,
  Plan,
  RgbImage,
  VlaAdapter,
  VlaModel,
  VlaSession,
} from '@inspire-vla/adapter';
import { InspireError, takesState } from '@inspire-vla/adapter';
import { createRunner, type Runner, type RunnerOptions, type RunResult } from '@inspire-vla/adapter/run';
import { checkPictures } from './check-pictures.js';
import { fitPictures } from './fit-pictures.js';
import type {
  InferOptions,
  Policy,
  PolicyAnswer,
  PolicyDescription,
  PolicyObservation,
  PolicyReply,
} from './policy.js';
import { createScales, type PolicyScales, type Scales } from './scales.js';

/** Options of {@link createTwoStepPolicy}. */
export interface TwoStepPolicyOptions
  extends Pick<
    RunnerOptions,
    'speculate' | 'askEvery' | 'questions' | 'temperature' | 'random' | 'deadline'
  > {
  /** Name for people, logs and metadata. */
  readonly name: string;
  readonly adapter: VlaAdapter;
  readonly model: VlaModel;
  /**
   * The plan of one observation, with empty slots, from the instruction and the normalised state.
   *
   * @param questions - the client's own questions, where it sent some; undefined leaves them to the policy.
   * @param answers - answers that are to be kept, where some are given.
   */
  readonly makePlan: (
    instruction: string,
    state: readonly number[] | null,
    questions: readonly string[] | undefined,
    answers: readonly (string | null)[] | undefined,
  ) => Plan;
  /** Normalisers by dataset. Without any, numbers stay in the backbone's range. */
  readonly scales?: Readonly<Record<string, PolicyScales>>;
  /** The dataset of observations that name none. Default: the only one; where there are several, each must name its own. */
  readonly dataset?: string;
  /** Shape of the action chunks, for codecs that take any. */
  readonly shape?: ActionShape;
  /**
   * How the robot's actions have the gripper, which the model was trained on. Default: `minus-one-is-open` where the backbone
   * has one of its own, else not known.
   */
  readonly gripper?: ActionGripper;
  /** What clients are told of its questions and answers. */
  readonly asked?: PolicyDescription['asked'];
}

/**
 * A policy of two steps: the model answers the plan's questions, then acts on them.
 *
 * Every client has its own memory of the last answers, for speculation and for `askEvery`. Actions come back in the
 * robot's units, with the gripper as the robot's dataset records it, whatever the backbone makes of it.
 *
 * @example
 * ```ts no-run
 * import type { VlaAdapter, VlaModel } from '@inspire-vla/adapter';
 * import { createTwoStepPolicy } from '@inspire-vla/policy-server';
 *
 * export function policyOf(adapter: VlaAdapter, model: VlaModel) {
 *   const { vocabulary } = adapter.example();
 *   return createTwoStepPolicy({
 *     name: 'mine',
 *     adapter,
 *     model,
 *     makePlan: (instruction, state) => ({
 *       vocabulary,
 *       state,
 *       turns: [{ kind: 'instruction', instruction }, { kind: 'action', actions: null }],
 *     }),
 *   });
 * }
 * ```
 */
export function createTwoStepPolicy(options: TwoStepPolicyOptions): Policy {
  const { name, adapter, model, asked } = options;
  const shape = options.shape ?? adapter.actions.shape;
  const isTurned = adapter.training?.gripper === 'open-is-one';
  const robot = options.gripper ?? (isTurned ? 'minus-one-is-open' : undefined);
  const isStateTaken = takesState(adapter);
  const scales = createScales(
    options.scales ?? {},
    isTurned && robot !== undefined ? { backbone: 'open-is-one', robot } : null,
    options.dataset,
  );
  return {
    description: {
      name,
      cameras: adapter.images.cameras,
      stateDimensions: scales.stateDimensions,
      horizon: shape?.horizon ?? null,
      actionDimensions: shape?.dimensions ?? null,
      datasets: scales.datasets,
      ...(robot === undefined ? {} : { gripper: robot }),
      ...(asked === undefined ? {} : { asked }),
    },
    connect() {
      const runner = createRunner(runnerOptions(options));
      return {
        infer: (observation, inferOptions) =>
          infer(options, { scales, isStateTaken }, runner, observation, inferOptions),
        reset: () => runner.reset(),
        close: () => {},
      };
    },
    close: () => model.close(),
  };
}

function runnerOptions(options: TwoStepPolicyOptions): RunnerOptions {
  const { adapter, questions, speculate, askEvery, temperature, random, deadline, shape } = options;
  const given = { questions, speculate, askEvery, temperature, random, deadline, shape };
  const present = Object.entries(given).filter(([, value]) => value !== undefined);
  return { adapter, ...(Object.fromEntries(present) as Omit<RunnerOptions, 'adapter'>) };
}

async function infer(
  { adapter, model, makePlan }: TwoStepPolicyOptions,
  { scales, isStateTaken }: { readonly scales: Scales; readonly isStateTaken: boolean },
  runner: Runner,
  observation: PolicyObservation,
  { signal }: InferOptions = {},
): Promise<PolicyReply> {
  const started = performance.now();
  const scale = scales.of(observation.dataset);
  const { instruction, questions, answers } = observation;
  const state = isStateTaken ? scale.state(observation.state) : null;
  const plan = makePlan(instruction, state, questions, answers);
  const images = await prepare(adapter, observation.images);
  const prepared = performance.now();
  const session = await openSession(model, images, signal);
  const opened = performance.now();
  try {
    // A robot waits for the pictures too.
    const spent = opened - started;
    const result = await runner.step({ session, plan, spent, ...(signal === undefined ? {} : { signal }) });
    const actions = scale.actions(chunkOf(result));
    const { prompt, answers, actions: acting } = result.timings;
    return {
      actions,
      answers: answersOf(result),
      passes: result.passes,
      guesses: result.guesses,
      timings: {
        prepare: prepared - started,
        images: opened - prepared,
        prompt,
        answers,
        actions: acting,
        total: performance.now() - started,
      },
    };
  } finally {
    await session.close();
  }
}

async function prepare(
  adapter: VlaAdapter,
  images: PolicyObservation['images'],
): Promise<Readonly<Record<string, RgbImage>>> {
  if (adapter.prepareImages !== undefined) return adapter.prepareImages(images);
  checkPictures(images, adapter.images);
  return fitPictures(images, adapter.images);
}

/** @throws InspireError `RUN_ABORTED`, as of the passes that follow, and what the model throws. */
async function openSession(
  model: VlaModel,
  images: Readonly<Record<string, RgbImage>>,
  signal: AbortSignal | undefined,
): Promise<VlaSession> {
  try {
    return await model.open(images, signal === undefined ? {} : { signal });
  } catch (cause) {
    if (signal?.aborted !== true) throw cause;
    throw new InspireError({ code: 'RUN_ABORTED', message: 'the step was stopped', at: 'pictures', cause });
  }
}

/** @throws InspireError `ACTION_UNDECODABLE` where the model's ids are no action: nothing stands in their place. */
function chunkOf({ actions }: RunResult): readonly (readonly number[])[] {
  if (actions?.ok === true) return actions.actions;
  const failure = actions?.failure ?? { reason: 'no-action', detail: 'the plan has no action to fill' };
  throw new InspireError({
    code: 'ACTION_UNDECODABLE',
    message: `the model gave no action chunk (${failure.reason}): ${failure.detail}`,
    at: 'actions',
    fix: 'ask again; where it stays so, check that model, codec and statistics belong together',
  });
}

function answersOf({ plan, answers }: RunResult): readonly PolicyAnswer[] {
  return answers.map(({ turn, object, answer, probability, origin }) => {
    const asked = plan.turns[turn];
    return {
      object,
      question: asked?.kind === 'question' ? asked.question : '',
      answer,
      probability,
      origin,
    };
  });
}
