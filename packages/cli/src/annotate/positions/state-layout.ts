import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { InspireError } from '@inspire-vla/adapter';
import { type EpisodeSource, type Feature, parseJson } from '@inspire-vla/dataset';
import { z } from 'zod';
import { jointLayouts, stateLayouts } from './data/state-layouts.js';

const column = z.number().int().nonnegative();

/** One number in two places is a slip: an opening of 0 throughout, or a hand that moves along a diagonal. */
function areDistinct(columns: readonly number[]): boolean {
  return new Set(columns).size === columns.length;
}

const twice = 'a column is named twice';

/** Shape of a state layout as JSON, for `--state-layout FILE.json`. An unknown key is an error: it would do nothing. */
export const stateLayoutSchema = z.strictObject({
  /** Where the end effector is: a feature and the columns of x, y and z. */
  position: z.strictObject({
    feature: z.string(),
    columns: z.tuple([column, column, column]).refine(areDistinct, twice),
    /** Metres per unit of the feature. */
    metresPerUnit: z.number().positive().default(1),
  }),
  /** The gripper: a feature and its column, or two whose difference is the opening (fingers of opposite sign). */
  gripper: z.strictObject({
    feature: z.string(),
    columns: z.union([z.tuple([column]), z.tuple([column, column])]).refine(areDistinct, twice),
    signal: z.enum(['opening', 'state', 'command']).default('opening'),
    closed: z.enum(['low', 'high']).default('low'),
  }),
});

/** Which numbers of a dataset are the end effector's position and the gripper. */
export type StateLayout = z.infer<typeof stateLayoutSchema>;

/** A layout, and where it was taken from. */
export interface ChosenLayout {
  readonly layout: StateLayout;
  /** For people: the preset's name, the file's (without its folder), or "by the features' names". */
  readonly origin: string;
}

/**
 * Reads a layout by the name of a preset or from a JSON file, and checks that the source has its columns.
 *
 * @throws InspireError `STATE_LAYOUT` for an unknown name, one whose states are joint angles, a file of another shape, or
 * columns that the source lacks.
 */
export async function readStateLayout(nameOrFile: string, source: EpisodeSource): Promise<ChosenLayout> {
  const joints = Object.hasOwn(jointLayouts, nameOrFile) ? jointLayouts[nameOrFile] : undefined;
  if (joints !== undefined) throw withoutKinematics(nameOrFile, joints);
  const presets = presetsOf(nameOrFile);
  if (presets !== undefined) {
    const layout = findPreset(nameOrFile, source);
    if (layout !== undefined) return { layout, origin: nameOrFile };
    const reasons = presets.map((candidate) => misfit(candidate, source.features)).join('; ');
    throw layoutError(`the source does not fit the layout ${nameOrFile}: ${reasons}`, nameOrFile);
  }
  const layout = await readLayoutFile(nameOrFile);
  const reason = misfit(layout, source.features);
  if (reason !== null) throw layoutError(`the source does not fit the layout: ${reason}`, nameOrFile);
  return { layout, origin: basename(nameOrFile) };
}

/** The layout of a preset's name that fits a source; undefined where there is none. */
export function findPreset(
  name: string,
  { features }: Pick<EpisodeSource, 'features'>,
): StateLayout | undefined {
  return presetsOf(name)?.find((candidate) => misfit(candidate, features) === null);
}

function presetsOf(name: string): readonly StateLayout[] | undefined {
  return Object.hasOwn(stateLayouts, name) ? stateLayouts[name] : undefined;
}

async function readLayoutFile(file: string): Promise<StateLayout> {
  try {
    return stateLayoutSchema.parse(parseJson(await readFile(file, 'utf8')));
  } catch (cause) {
    const issue = cause instanceof z.ZodError ? cause.issues[0] : undefined;
    const reason = issue?.message ?? (cause instanceof Error ? cause.message : String(cause));
    const place = issue?.path.join('.') ?? '';
    throw layoutError(reason, place === '' ? file : `${file}, ${place}`, cause);
  }
}

/** Why a source lacks a layout's columns; null where it has them. */
function misfit({ position, gripper }: StateLayout, features: readonly Feature[]): string | null {
  for (const { feature, columns } of [position, gripper]) {
    const found = features.find(({ name }) => name === feature);
    if (found === undefined) return `there is no feature ${feature}`;
    const width = found.shape.reduce((product, axis) => product * axis, 1);
    const highest = Math.max(...columns);
    if (highest >= width) return `${feature} has ${width} numbers, column ${highest} is asked for`;
    if (found.type === 'string') return `${feature} is text`;
  }
  return null;
}

const example =
  '{"position":{"feature":"observation.state","columns":[0,1,2]},"gripper":{"feature":"observation.state","columns":[6]}}';

function withoutKinematics(name: string, states: string): InspireError {
  return new InspireError({
    code: 'STATE_LAYOUT',
    message: `the states of ${name} are ${states}; where a hand is follows only from an arm's kinematics, which is not known here`,
    at: name,
    fix:
      "write the hand's x, y and z, which your robot's kinematics gives, into a feature of the dataset, and name its " +
      `columns in a JSON file for --state-layout, such as ${example}`,
  });
}

function layoutError(message: string, at: string, cause?: unknown): InspireError {
  return new InspireError({
    code: 'STATE_LAYOUT',
    message,
    at,
    fix: `name one of ${Object.keys(stateLayouts).join(', ')}, or a JSON file such as ${example}`,
    cause,
  });
}
