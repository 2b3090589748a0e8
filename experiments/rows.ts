import { type Backbone, backbones } from './backbones.js';

/** What one model is trained to be asked; everything else is the same for all. */
export interface Arm {
  readonly id: string;
  /** Options of `inspire annotate`. */
  readonly options: readonly string[];
}

/** A comparison: arms that are evaluated on the same starts. The first is compared with each of the others. */
export interface Row {
  readonly about: string;
  readonly arms: readonly Arm[];
  /** The layout that its arms are trained in; default: miniVLA-VQ's. */
  readonly backbone?: Backbone;
  /** Shares of the training after which models are evaluated; default: at its end. */
  readonly at?: readonly number[];
}

/**
 * Name of the run that trains an arm of a row. One that is evaluated along the way has a run of its own: another may be at
 * its end already, and does not go back.
 */
export function runOf({ at }: Row, { id }: Pick<Arm, 'id'>): string {
  return at === undefined ? id : `${id}-along`;
}

const baseline: Arm = { id: 'baseline', options: ['--no-questions'] };
const inspire: Arm = { id: 'inspire', options: [] };
const instructFirst: Arm = { id: 'instruct-first', options: ['--order', 'instruct-first'] };

const otherFormulations = ['direction-3d', 'proximity', 'location-3d', 'distance'];
const formulation = (id: string): Arm => ({ id, options: ['--formulation', id] });
const formulationInstructFirst = (id: string): Arm => ({
  id: `${id}-instruct-first`,
  options: [...formulation(id).options, ...instructFirst.options],
});

/** Shares of the training after which the models of a curve are evaluated. */
const quarters = [0.25, 0.5, 0.75, 1];

/** The experiments by name, with the paper's table or figure. */
export const rows = {
  main: { about: 'Table 1: with and without InSpire', arms: [inspire, baseline] },
  formulations: {
    about: 'Tables 3 and 8: five formulations',
    arms: [inspire, ...otherFormulations.map(formulation)],
  },
  'formulations-instruct-first': {
    about: 'Tables 3 and 8 with the questions after the instruction',
    arms: [instructFirst, ...otherFormulations.map(formulationInstructFirst)],
  },
  orders: {
    about: 'Table 9: questions before or after the instruction',
    arms: [inspire, instructFirst],
  },
  'main-instruct-first': {
    about: 'Table 1 with the questions after the instruction',
    arms: [instructFirst, baseline],
  },
  'pi0-fast': {
    about: "with and without InSpire in π0-FAST's layout",
    arms: [
      { id: 'pi0-fast-inspire', options: ['--order', 'instruct-first'] },
      { id: 'pi0-fast-baseline', options: ['--order', 'instruct-first', '--no-questions'] },
    ],
    backbone: backbones.pi0Fast,
  },
  curve: { about: 'Figure 9: along the training', arms: [inspire, baseline], at: quarters },
  'curve-instruct-first': {
    about: 'Figure 9 with the questions after the instruction',
    arms: [instructFirst, baseline],
    at: quarters,
  },
} as const satisfies Readonly<Record<string, Row>>;
