import {
  checkAdapter,
  encodePlan,
  encodePrompt,
  type ImageSpec,
  type TrainingSpec,
  type VlaAdapter,
} from '@inspire-vla/adapter';
import { claim } from '../nonconforming.js';
import { plansFor } from '../plans.js';
import type { CheckDefinition } from './definition.js';

/** The adapter's own members: identity, pictures, stop rule, example. */
export const memberChecks: readonly CheckDefinition[] = [
  {
    name: 'contract-members',
    claim: 'the adapter has every member of the contract, with values that make sense',
    run({ adapter }) {
      checkAdapter(adapter, 'the adapter');
      const { id: name, paddingId } = adapter;
      claim(typeof name === 'string' && name !== '', 'id is empty', 'name the adapter');
      claim(isId(paddingId), `paddingId ${paddingId} is no id`, 'give an id of the tokenizer');
      checkShape(adapter);
      checkStop(adapter);
      checkImages(adapter.images);
      checkTraining(adapter.training);
    },
  },
  {
    name: 'images-once',
    claim: 'every camera enters the sequence once, in the order of images.cameras',
    run: ({ adapter, ...subject }) =>
      subject.forAll(plansFor({ adapter, ...subject }), (plan) => {
        const entered = encodePlan(adapter, plan).images.map(({ camera }) => camera);
        const declared = adapter.images.cameras.map(({ name }) => name);
        claim(
          entered.join('\n') === declared.join('\n'),
          `the layout has the cameras ${entered.join(', ')}, declared are ${declared.join(', ')}`,
          'give one image piece per declared camera, in order',
        );
      }),
  },
  {
    name: 'example-valid',
    claim: 'example() is a filled plan with a question, an instruction and an action that the codec takes',
    run({ adapter }) {
      const plan = adapter.example();
      const kinds = plan.turns.map(({ kind }) => kind);
      const fix = 'give one filled question, one instruction and one filled action, which comes last';
      claim(kinds.includes('question'), 'the example asks nothing', fix);
      claim(
        kinds.filter((kind) => kind === 'instruction').length === 1,
        'the example has no instruction',
        fix,
      );
      claim(kinds.indexOf('action') === kinds.length - 1, 'the example does not end in its action', fix);
      const { slot } = encodePrompt(adapter, plan);
      claim(slot === null, `the ${slot?.kind} slot of turn ${slot?.turn} is empty`, fix);
      for (const turn of plan.turns) {
        if (turn.kind !== 'action' || turn.actions === null) continue;
        const shape = { horizon: turn.actions.length, dimensions: turn.actions[0]?.length ?? 0 };
        const decoded = adapter.actions.decode(adapter.actions.encode(turn.actions), shape);
        claim(decoded.ok, 'the codec does not read back the actions of the example', fix);
      }
    },
  },
];

function isId(value: number): boolean {
  return Number.isInteger(value) && value >= 0;
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value > 0;
}

function checkShape({ actions: { shape } }: VlaAdapter): void {
  const isSound = shape === null || (isCount(shape.horizon) && isCount(shape.dimensions));
  claim(isSound, 'actions.shape has no positive sizes', 'give horizon and dimensions, or null for any shape');
}

function checkStop({ actions: { stop } }: VlaAdapter): void {
  const isSound =
    stop.kind === 'length'
      ? isCount(stop.length)
      : stop.ids.length > 0 && stop.ids.every(isId) && isCount(stop.maximumLength);
  claim(isSound, 'actions.stop is no stop rule', 'give a positive length, or end ids and a maximum length');
}

const resizeRules: readonly ImageSpec['resize'][] = ['stretch', 'pad', 'crop'];
const filters: readonly ImageSpec['interpolation'][] = ['lanczos3', 'bicubic', 'bilinear'];

function checkImages(images: ImageSpec): void {
  const { cameras, width, height, mean, standardDeviation } = images;
  const names = cameras.map(({ name }) => name);
  claim(
    new Set(names).size === names.length && !names.includes(''),
    `the cameras ${names.join(', ')} have no names of their own`,
    'give each camera one name',
  );
  claim(isCount(width) && isCount(height), `${width} × ${height} is no size`, 'give pixels');
  checkChoice('images.resize', images.resize, resizeRules);
  checkChoice('images.interpolation', images.interpolation, filters);
  const channels: readonly number[][] = [[...mean], [...standardDeviation]];
  claim(
    channels.flat().every(Number.isFinite) && standardDeviation.every((value) => value > 0),
    'the normalisation is not finite or divides by 0',
    'give mean and standardDeviation of the vision encoder',
  );
  claim(
    channels.every(({ length }) => length === 3),
    `the normalisation has ${mean.length} means and ${standardDeviation.length} deviations`,
    'give one of each for red, green and blue',
  );
}

const formulas: readonly TrainingSpec['normalization'][] = ['z-score', 'quantile', 'bounds-q99'];
const grippers: readonly TrainingSpec['gripper'][] = ['as-recorded', 'open-is-one'];
const endings: readonly TrainingSpec['beyondEnd'][] = ['repeat', 'rest'];

function checkTraining(training: TrainingSpec | undefined): void {
  if (training === undefined) return;
  checkChoice('training.normalization', training.normalization, formulas);
  checkChoice('training.gripper', training.gripper, grippers);
  checkChoice('training.beyondEnd', training.beyondEnd, endings);
  const { horizon } = training;
  claim(isCount(horizon), `training.horizon is ${horizon}`, 'give the number of actions in a chunk');
}

/** Adapters without types make names up. */
function checkChoice(member: string, given: string, known: readonly string[]): void {
  claim(known.includes(given), `${member} is ${given}`, `use one of: ${known.join(', ')}`);
}
