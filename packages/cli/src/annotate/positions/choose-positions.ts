import { InspireError } from '@inspire-vla/adapter';
import { type EpisodeSource, openDataset } from '@inspire-vla/dataset';
import { usageCode } from '../../terminal/print-error.js';
import type { AnnotateOptions } from '../options.js';
import { findStateLayout } from './find-state-layout.js';
import { isAnnotated } from './recorded-placement.js';

type PositionChoices = Pick<AnnotateOptions, 'positions' | 'stateLayout' | 'eventTolerance'>;

/**
 * Checks that events are not described where other positions are asked for.
 *
 * @throws InspireError `USAGE`.
 */
export function checkPositions(choices: PositionChoices): void {
  const { positions, stateLayout } = choices;
  if (!areEventsDescribed(choices) || (positions !== 'scene' && positions !== 'kinematics')) return;
  const name = stateLayout === undefined ? 'an event tolerance' : 'a state layout';
  throw new InspireError({
    code: usageCode,
    message: `${name} is for gripper events, and has no effect on --positions ${positions}`,
    fix: 'give --positions gripper-events, or leave out --state-layout and --event-tolerance',
  });
}

/**
 * Whether positions are taken from gripper events even where the source knows better: who says how events are read
 * wants them.
 */
export function isByEvents(choices: PositionChoices): boolean {
  return choices.positions === 'gripper-events' || areEventsDescribed(choices);
}

function areEventsDescribed({ stateLayout, eventTolerance = 'auto' }: PositionChoices): boolean {
  return stateLayout !== undefined || eventTolerance !== 'auto';
}

/** How far an object may be from where events say: as it was said, else as the published code or this one has it. */
export function toleranceOf({
  eventTolerance,
  compatibility,
}: Pick<AnnotateOptions, 'eventTolerance' | 'compatibility'>): number | 'auto' {
  // The published code labels all frames. It says nothing of where positions come from, as an option of its own would.
  return eventTolerance ?? (compatibility === 'authors' ? 0 : 'auto');
}

/** The error for a source that lacks the scene that is asked for: what it has, and which positions would work. */
export async function withoutScene(
  source: EpisodeSource,
  options: Pick<AnnotateOptions, 'source' | 'from' | 'positions'>,
  at: string,
): Promise<InspireError> {
  const lacked =
    options.positions === 'kinematics'
      ? 'no model with joint positions'
      : 'no positions that a simulator recorded';
  const layout = findStateLayout(source);
  const works: [has: string, positions: string][] = [];
  for (const [positions, has] of scenes) {
    if (positions !== options.positions && (await hasScene(source, options, positions)))
      works.push([has, positions]);
  }
  if (isAnnotated(source.features)) works.push(["its own annotation's positions", 'auto']);
  works.push(
    layout === null
      ? [featuresOf(source), 'gripper-events, with a --state-layout that says what they are']
      : [`the effector and the gripper in ${layout.layout.position.feature}`, 'gripper-events'],
  );
  return new InspireError({
    code: 'POSITIONS_UNAVAILABLE',
    message: `the source has ${lacked}; it has ${works.map(([has]) => has).join(', and ')}`,
    at,
    fix: `give --positions ${works.map(([, positions]) => positions).join(', or ')}`,
  });
}

const scenes = [
  ['scene', 'positions that a simulator recorded'],
  ['kinematics', 'a model with joint positions'],
] as const;

/** Whether the source has a scene when it is opened otherwise; of one in memory that cannot be told. */
async function hasScene(
  { files }: EpisodeSource,
  { source, from }: Pick<AnnotateOptions, 'source' | 'from'>,
  positions: 'scene' | 'kinematics',
): Promise<boolean> {
  if (files.length === 0) return false;
  try {
    const other = await openDataset(source, from, { positions });
    try {
      return (await (await other.open(0)).scene()) !== null;
    } finally {
      await other.close();
    }
  } catch {
    return false;
  }
}

/** Names and shapes of a source's features, for a person to choose from. */
export function featuresOf({ features }: Pick<EpisodeSource, 'features'>): string {
  return features.map(({ name, shape }) => `${name}[${shape.join('×')}]`).join(', ');
}
