import { formulations, InspireError, orders, wordSets } from '@inspire-vla/adapter';
import { normalizationSchemes } from '@inspire-vla/adapter/statistics';
import { outputFormats, sourceFormats } from '@inspire-vla/dataset';
import { maskNames } from '@inspire-vla/token-loss-mask';
import { usageCode } from '../terminal/print-error.js';
import { imageOrientations } from './image-orientation.js';
import { languageEventModes } from './language-events.js';
import { type AnnotateOptions, largestImageSize, positionsFrom } from './options.js';
import { checkPositions } from './positions/choose-positions.js';
import { recordedGrippers } from './tokens/action-gripper.js';

/** The names that an option takes. */
type Lists<Options> = { readonly [Name in keyof Options]?: readonly string[] };

const lists = {
  from: sourceFormats,
  to: outputFormats,
  formulation: formulations,
  order: orders,
  words: Object.keys(wordSets),
  positions: positionsFrom,
  imageOrientation: imageOrientations,
  noOps: ['keep', 'drop'],
  compatibility: ['authors'],
  languageEvents: languageEventModes,
} as const satisfies Lists<AnnotateOptions>;

const tokenLists = {
  mask: maskNames,
  normalization: normalizationSchemes,
  actionGripper: recordedGrippers,
} as const satisfies Lists<AnnotateOptions['tokens'] & object>;

/** Whole numbers from 1, with the greatest that can be. */
const counts = { imageSize: largestImageSize, jobs: Number.MAX_SAFE_INTEGER } as const satisfies Partial<
  Record<keyof AnnotateOptions, number>
>;
const tokenCounts = { maxLength: Number.MAX_SAFE_INTEGER, horizon: Number.MAX_SAFE_INTEGER } as const;

/**
 * Refuses what the command line would refuse of a program's options: a misspelt name would else be taken for the default.
 *
 * @throws InspireError `USAGE`.
 */
export function checkChoices(options: Partial<AnnotateOptions>): void {
  checkNames(options, lists);
  checkCounts(options, counts);
  const { tokens = {} } = options;
  checkNames(tokens, tokenLists, 'tokens.');
  checkCounts(tokens, tokenCounts, 'tokens.');
  checkPositions(options);
}

/**
 * Refuses options without the two that must be there: a program may have misspelt them, as `out` for `output`.
 *
 * @throws InspireError `USAGE`.
 */
export function checkPaths(options: AnnotateOptions): void {
  for (const option of ['source', 'output'] as const) {
    const value: unknown = options[option];
    if (typeof value !== 'string' || value === '') throw wrong(option, value, 'the path of a dataset');
  }
}

function checkNames<Options extends object>(options: Options, lists: Lists<Options>, path = ''): void {
  for (const [option, names] of Object.entries<readonly string[] | undefined>(lists)) {
    const value: unknown = Reflect.get(options, option);
    if (value === undefined || names?.some((name) => name === value)) continue;
    throw wrong(`${path}${option}`, value, `one of ${names?.join(', ')}`);
  }
}

function checkCounts(options: object, counts: Readonly<Record<string, number>>, path = ''): void {
  for (const [option, most] of Object.entries(counts)) {
    const value: unknown = Reflect.get(options, option);
    const isCount = Number.isInteger(value) && Number(value) >= 1 && Number(value) <= most;
    if (value === undefined || isCount) continue;
    throw wrong(`${path}${option}`, value, `a whole number from 1 ${boundOf(most)}`);
  }
}

function boundOf(most: number): string {
  return most === Number.MAX_SAFE_INTEGER ? 'on' : `to ${most}`;
}

function wrong(at: string, value: unknown, fix: string): InspireError {
  const message = `the option cannot be ${JSON.stringify(value) ?? String(value)}`;
  return new InspireError({ code: usageCode, message, at, fix: `give ${fix}` });
}
