import type { EpisodeSource } from '@inspire-vla/dataset';
import type { AnnotateOptions } from '../options.js';
import { type Composition, composeSource, readParts } from './compose-source.js';
import { actionParts } from './data/action-parts.js';
import { findPart, type Part } from './feature-part.js';
import { areChanges } from './gripper-changes.js';

/** Features that annotation makes of others where it is told what the actions or the state are. */
export const composedFeatures = { actions: 'inspire.actions', state: 'inspire.state' } as const;

type Choices = Pick<AnnotateOptions, 'actionFeatures' | 'stateFeatures' | 'tokens'>;

/**
 * Adds the actions and the state that the options say, and, where tokens are wanted of a source whose action is a group
 * of well-known parts, these in the order that policies have them.
 *
 * @throws InspireError `FEATURE_MISSING` where the source lacks a part.
 */
export async function composeForTokens(source: EpisodeSource, choices: Choices): Promise<EpisodeSource> {
  const { actionFeatures, stateFeatures = [], tokens } = choices;
  const { actionGripper } = tokens ?? {};
  const asked = actionFeatures ?? (tokens === undefined ? [] : wantedActions(source, actionGripper));
  const actions = asked.map((text) => findPart(text, source));
  const state = stateFeatures.map((text) => findPart(text, source));
  const hasChanges =
    actionGripper === undefined ? await isToldChanges(source, actions) : actionGripper === 'one-closes';
  const compositions: readonly Composition[] = [
    { name: composedFeatures.actions, parts: actions, hasChanges },
    { name: composedFeatures.state, parts: state, hasChanges: false },
  ];
  return composeSource(
    source,
    compositions.filter(({ parts }) => parts.length > 0),
  );
}

/** Names of the features that tokens take their actions from, the first that a source has. */
export const actionNames: readonly string[] = [composedFeatures.actions, 'actions', 'action'];

/** What is composed without a word: a group's parts, and actions whose gripper is to be read otherwise. */
function wantedActions(
  { features }: EpisodeSource,
  gripper: NonNullable<Choices['tokens']>['actionGripper'],
): readonly string[] {
  const own = actionNames.find((name) => features.some((feature) => feature.name === name));
  if (own !== undefined) return gripper === 'one-closes' ? [own] : [];
  return groupParts(features.map(({ name }) => name)) ?? [];
}

/** The parts of one group, e.g. `action.world_vector` and its like; null where one is missing. */
function groupParts(names: readonly string[]): readonly string[] | null {
  const [first = []] = actionParts;
  const groups = names.flatMap((name) => {
    const part = first.find((ending) => name.endsWith(ending));
    return part === undefined ? [] : [name.slice(0, name.length - part.length)];
  });
  for (const group of groups) {
    const found = actionParts.flatMap(
      (spellings) => names.find((name) => spellings.some((part) => name === `${group}${part}`)) ?? [],
    );
    if (found.length === actionParts.length) return found;
  }
  return null;
}

async function isToldChanges(source: EpisodeSource, parts: readonly Part[]): Promise<boolean> {
  const last = parts.at(-1);
  if (last === undefined || last.feature === null) return false;
  const gripper = { ...last, start: last.end - 1 };
  return areChanges(source, async (index) => readParts(await source.open(index), [gripper]));
}
