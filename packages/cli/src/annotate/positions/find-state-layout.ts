import type { EpisodeSource } from '@inspire-vla/dataset';
import { familyLayouts, stateLayouts } from './data/state-layouts.js';
import { guessStateLayout } from './guess-state-layout.js';
import { type ChosenLayout, findPreset } from './state-layout.js';

/** Finds a layout by the names of the state's elements, else by what the dataset calls itself; null where neither tells. */
export function findStateLayout(source: EpisodeSource): ChosenLayout | null {
  return guessStateLayout(source) ?? knownLayout(source);
}

/** A dataset of a known name may have been made anew with other features: then nothing is known of it. */
function knownLayout(source: EpisodeSource): ChosenLayout | null {
  const name = layoutNameOf(source);
  const layout = name === null ? undefined : findPreset(name, source);
  return layout === undefined ? null : { layout, origin: `${name}, by the dataset's name` };
}

/**
 * The name of the layout that a dataset has by what it calls itself, without the endings that tell who converted it; null
 * for others.
 */
export function layoutNameOf({ name }: Pick<EpisodeSource, 'name'>): string | null {
  if (name === undefined) return null;
  const short = name.replace(/(_dataset)?(_converted_externally_to_rlds)?$/, '');
  if (Object.hasOwn(stateLayouts, short)) return short;
  return familyLayouts.find(([names]) => names.test(name))?.[1] ?? null;
}
