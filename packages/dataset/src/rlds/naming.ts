import type { EpisodeSource, Feature } from '../episode.js';
import { isStep, type Leaf, type NumbersOrTexts, type Pictures, type Schema } from './schema.js';

/** A leaf that becomes a feature. */
export interface NamedFeature {
  readonly path: string;
  readonly key: string;
  readonly feature: Feature;
  readonly value: NumbersOrTexts;
  /** Whether it has one value for the whole episode, which every frame then repeats. */
  readonly isPerEpisode: boolean;
}

/** A leaf that becomes a camera. */
export interface NamedCamera {
  readonly path: string;
  readonly key: string;
  readonly name: string;
  readonly value: Pictures;
}

/** A dataset's lists by the names that they are handed on under. */
export interface Naming {
  readonly features: readonly NamedFeature[];
  readonly cameras: readonly NamedCamera[];
  /** Key of the list that tells how many steps an episode has. */
  readonly lengthKey: string | null;
  /** Key of the text that is the instruction; null where there is none. */
  readonly instructionKey: string | null;
  /** Keys of further wordings, as DROID has them: an episode without a first one may have a second. */
  readonly otherInstructionKeys: readonly string[];
  /** Numbers per instruction, each the code of a character; null where it is stored as text. */
  readonly instructionCodes: number | null;
}

/** Names as the LIBERO reader and openpi's conversions have them; others lose `steps/` and `observation/`. */
export const renamed: ReadonlyMap<string, string> = new Map([
  ['steps/action', 'actions'],
  ['steps/reward', 'next.reward'],
]);

/** Where Language Table has its instructions, as codes of characters. */
const codedKey = 'steps/observation/instruction';

/** Where instructions stand, as Open X-Embodiment's datasets have them. */
const instructionKeys = [
  'steps/language_instruction',
  'steps/observation/natural_language_instruction',
  'steps/observation/language_instruction',
  'steps/natural_language_instruction',
  'episode_metadata/language_instruction',
  'language_instruction',
  codedKey,
];

/** Gives every list its name. */
export function nameLeaves({ leaves }: Schema): Naming {
  const taken = new Set<string>();
  const features: NamedFeature[] = [];
  const cameras: NamedCamera[] = [];
  for (const { path, key, description, value } of leaves) {
    const name = freeName(path, taken);
    if (value.kind === 'pictures') cameras.push({ path, key, name, value });
    else
      features.push({
        ...{ path, key, value, feature: featureOf(name, description, value) },
        isPerEpisode: !isStep(path),
      });
  }
  return { features, cameras, lengthKey: lengthKeyOf(leaves), ...instructionOf(leaves) };
}

/** Where lists stand, for a copy: the names that they are handed on under do not say all of it. */
export function placesOf({ features, cameras }: Naming): NonNullable<EpisodeSource['places']> {
  return Object.fromEntries([
    ...features.map(({ path, feature, value }) => {
      const isList = value.shape.length === 1 && value.shape[0] === 1;
      return [feature.name, { path, ...(isList ? { isList } : {}) }] as const;
    }),
    ...cameras.map(({ path, name }) => [name, { path }] as const),
  ]);
}

function instructionOf(
  leaves: readonly Leaf[],
): Pick<Naming, 'instructionKey' | 'otherInstructionKeys' | 'instructionCodes'> {
  const codes = new Map(leaves.flatMap((leaf) => (isText(leaf) || isCoded(leaf) ? [codesOf(leaf)] : [])));
  const instructionKey = instructionKeys.find((key) => codes.has(key)) ?? null;
  const instructionCodes = codes.get(instructionKey ?? '') ?? null;
  const others = instructionCodes === null ? wordings.map((end) => `${instructionKey}${end}`) : [];
  return {
    instructionKey,
    otherInstructionKeys: others.filter((key) => codes.has(key)),
    instructionCodes,
  };
}

/** Ends of the names of DROID's further wordings. */
const wordings = ['_2', '_3'];

function codesOf({ key, value }: Leaf): readonly [key: string, codes: number | null] {
  return [key, value.kind === 'values' ? (value.shape[0] ?? null) : null];
}

function isText({ value }: Leaf): boolean {
  return value.kind === 'values' && value.type === 'string' && value.shape.length === 0;
}

/** A row of integers is a text only where Language Table has one. */
function isCoded({ key, value }: Leaf): boolean {
  if (key !== codedKey || value.kind !== 'values' || value.shape.length !== 1) return false;
  return value.type === 'int32' || value.type === 'int64';
}

/** The shortest list that has one value per step. */
function lengthKeyOf(leaves: readonly Leaf[]): string | null {
  const steps = leaves.filter(({ key }) => isStep(key));
  const scalars = steps.filter(({ value }) => value.kind === 'values' && value.shape.length === 0);
  const flag = scalars.find(({ value }) => value.kind === 'values' && value.list === 'int64');
  return (flag ?? scalars[0] ?? steps.find(({ value }) => value.kind === 'values') ?? steps[0])?.key ?? null;
}

function freeName(path: string, taken: Set<string>): string {
  const plain = path.replace(/^steps\//, '');
  const short = renamed.get(path) ?? plain.replace(/^observation\//, '').replaceAll('/', '.');
  const long = plain.replaceAll('/', '.');
  const name = [short, long, path.replaceAll('/', '.')].find((candidate) => !taken.has(candidate)) ?? path;
  taken.add(name);
  return name;
}

function featureOf(name: string, description: string, { type, shape }: NumbersOrTexts): Feature {
  const [width = 1, ...others] = shape;
  const names = others.length > 0 || shape.length === 0 ? null : elementNames(description, width);
  return { name, type, shape: shape.length === 0 ? [1] : shape, names };
}

/** Begins a description that names the elements of a value: the format has no other place for them. */
export const namesPrefix = 'names: ';

function elementNames(description: string, width: number): readonly string[] | null {
  if (!description.startsWith(namesPrefix)) return null;
  const names = description.slice(namesPrefix.length).split(', ');
  return names.length === width ? names : null;
}
