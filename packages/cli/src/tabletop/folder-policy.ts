import { convertGripper, InspireError } from '@inspire-vla/adapter';
import { createRandom } from '@inspire-vla/adapter/run';
import { createQuestion } from '@inspire-vla/prompt-builder';
import type { PolicyView, Task, WorldState } from '@inspire-vla/tabletop';
import type { AskedPolicy } from './asked-policy.js';
import { type AnswerSource, createForcedAnswers } from './forced-answers.js';
import type { PolicyChoice } from './requests.js';
import type { AskedWords } from './truths.js';

/**
 * A model folder in this thread, asked as `inspire serve` asks it, with last answers as guesses; its questions are about
 * the task's own objects, in their order.
 *
 * @param checksums - whether the digests of its files are compared: once is enough for many threads.
 */
export async function createFolderPolicy(
  choice: Extract<PolicyChoice, { readonly kind: 'model' }>,
  replan: number | null,
  checksums = true,
): Promise<AskedPolicy> {
  const { createModelPolicy } = await import('../serve/create-model-policy.js');
  const { folder, isTrusted, answers: source = 'asked', temperature = 0 } = choice;
  let random = createRandom(0);
  const policy = await createModelPolicy(
    {
      model: folder,
      temperature,
      // Episodes run in threads of their own, a core each.
      threads: 1,
      checksums,
      isTrusted,
    },
    () => random(),
  );
  const {
    cameras,
    stateDimensions,
    gripper = 'minus-one-is-open',
    asked = { formulation: 'direction-1d', words: 'paper' },
  } = policy.description;
  if (source !== 'asked' && policy.description.asked === undefined) {
    await policy.close();
    throw neverAsked(policy.description.name);
  }
  const connection = policy.connect();
  let forced: ReturnType<typeof createForcedAnswers> = () => [];
  let questions: readonly string[] = [];
  return {
    asked,
    reset(task, seed) {
      // What an episode draws must not depend on those before it in this thread.
      random = createRandom(seed);
      forced = forcedOf(source, task, asked);
      questions = task.objects.map(({ phrase }) => createQuestion(asked.formulation, phrase));
      connection.reset();
    },
    async act(view: PolicyView) {
      const views = [view.picture('agentview'), view.picture('wristview')];
      const images = Object.fromEntries(
        cameras.flatMap(({ name }, index) => {
          const picture = views[index];
          return picture === undefined ? [] : [[name, picture] as const];
        }),
      );
      const state = stateDimensions === 0 ? null : view.state;
      const { instruction, world } = view;
      const { actions, answers } = await connection.infer({
        ...{ images, state, instruction, questions },
        ...given(forced(world)),
      });
      const taken = replan === null ? actions : actions.slice(0, replan);
      return {
        actions: taken.map((action) => convertGripper(action, gripper, 'minus-one-is-open')),
        ...(answers.length === 0 ? {} : { answers: answers.map(({ answer }) => answer) }),
      };
    },
    async close() {
      connection.close();
      await policy.close();
    },
  };
}

/** Answers in the place of those of a model that gives none would do nothing. */
function neverAsked(name: string): InspireError {
  return new InspireError({
    code: 'POLICY_UNFIT',
    message: `${name} was trained without questions, so there are no answers to put in the place of its own`,
    at: '--answers',
    fix: 'give a model that is asked as --policy, or leave --answers out',
  });
}

function forcedOf(
  source: AnswerSource,
  task: Task,
  asked: AskedWords,
): (state: WorldState) => readonly (string | null)[] {
  return source === 'asked' ? () => [] : createForcedAnswers(source, task, asked);
}

function given(answers: readonly (string | null)[]) {
  return answers.length === 0 ? {} : { answers };
}
