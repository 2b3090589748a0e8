import { createAnswerVocabulary, type Plan } from '@inspire-vla/adapter';
import { createRandom } from '@inspire-vla/adapter/run';
import type { ModelManifest } from '@inspire-vla/onnx-session';
import { createTwoStepPolicy, type Policy } from '@inspire-vla/policy-server';
import { createObjectFinder, createPlan, type ObjectFinder } from '@inspire-vla/prompt-builder';
import { completeChoices, type ModelChoices } from './choices.js';
import { loadModel } from './load-model.js';
import { nameUnknownWords } from './name-unknown-words.js';

/**
 * The policy of a model folder: weights, adapter, tokenizer, codec and statistics, and the plan that it was trained on.
 *
 * @param random - uniform in [0, 1), for actions that are drawn; default: from the seed of the choices.
 * @throws InspireError what `loadModel` throws.
 */
export async function createModelPolicy(given: ModelChoices, random?: () => number): Promise<Policy> {
  const choices = completeChoices(given);
  const { manifest, adapter, tokenizer, model, scales, shape } = await loadModel(choices);
  const { speculate, askEvery, deadline, temperature } = choices;
  const { formulation, words } = manifest.training;
  const gripper = choices.actionGripper ?? manifest.training.actionGripper;
  const questions = manifest.training.questions ? choices.questions : 'skip';
  const policy = createTwoStepPolicy({
    name: manifest.name,
    adapter,
    model,
    makePlan: createPlanMaker(manifest, createObjectFinder({ overrides: choices.objects ?? {} })),
    scales,
    ...(choices.dataset === undefined ? {} : { dataset: choices.dataset }),
    ...(gripper === null ? {} : { gripper }),
    // Who asks nothing says nothing of how it answers.
    ...(questions === 'skip' ? {} : { asked: { formulation, words } }),
    questions,
    speculate,
    askEvery,
    ...(shape === null ? {} : { shape }),
    ...(deadline === undefined ? {} : { deadline }),
    ...(temperature === 0 ? {} : { temperature, random: random ?? createRandom(choices.seed) }),
  });
  return nameUnknownWords(policy, tokenizer);
}

/** Asks what the model was trained to be asked, about the objects of the instruction; or the client's questions. */
function createPlanMaker({ training: { formulation, words, order } }: ModelManifest, finder: ObjectFinder) {
  const vocabulary = createAnswerVocabulary({ formulation, words });
  return (
    instruction: string,
    state: readonly number[] | null,
    questions?: readonly string[],
    answers?: readonly (string | null)[],
  ): Plan => {
    const common = { instruction, vocabulary, order, state, ...(answers === undefined ? {} : { answers }) };
    if (questions === undefined) {
      return createPlan({ ...common, objects: finder.find(instruction).map(({ phrase }) => phrase) });
    }
    const objects = questions.map((question) => finder.find(question)[0]?.phrase ?? question);
    return createPlan({ ...common, objects, questions });
  };
}
