import { InspireError } from '@inspire-vla/adapter';

/** Actions of a chunk, each a list of numbers. */
type Actions = readonly (readonly number[])[];

/**
 * The first action of a chunk, and what is left of it. Where there is none, no empty one goes to a robot in its place.
 *
 * @throws InspireError `ACTION_UNDECODABLE`.
 */
export function takeAction(actions: Actions): readonly [action: readonly number[], rest: Actions] {
  const [action, ...rest] = actions;
  if (action !== undefined && action.length > 0) return [action, rest];
  throw new InspireError({
    code: 'ACTION_UNDECODABLE',
    message: 'there is no action to give',
    at: 'actions',
    fix: 'mend the policy',
  });
}
