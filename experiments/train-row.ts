import { join } from 'node:path';
import { annotate, recordDemonstrations, tokenizeInstructions, trainCodec } from './prepare-data.js';
import { type Profile, profiles, type Recording } from './profiles.js';
import { type Row, rows } from './rows.js';
import { trainArm } from './train-arm.js';
import { openWorkplace, type Workplace } from './workplace.js';

/** Where all profiles keep their files, each in a folder of its name, and the Python that trains. */
export interface Place {
  readonly folder: string;
  readonly python: string;
}

/** The models of a row's arms after a share of the training. */
export interface TrainedRow {
  readonly share: number;
  readonly arms: readonly { readonly id: string; readonly folder: string }[];
}

/** The profile of a name, and its workplace. */
export function openProfile(
  name: string,
  place: Place,
): { readonly profile: Profile; readonly work: Workplace } {
  const profile = profiles[name];
  if (profile === undefined) throw new Error(`--profile is one of ${Object.keys(profiles)}, not ${name}`);
  return { profile, work: openWorkplace(join(place.folder, name), place.python) };
}

/** Does all that comes before the evaluation of a row, as far as it is not done yet. */
export function trainRow(row: Row, name: string, seed: number, place: Place): readonly TrainedRow[] {
  const { profile, work } = openProfile(name, place);
  const demonstrations = recordDemonstrations(profile, work, (drivers) => modelsOf(drivers, place));
  const codec = trainCodec(profile, demonstrations, work);
  const instructions = tokenizeInstructions(work);
  const data = row.arms.map((arm) => ({
    id: arm.id,
    annotated: annotate(demonstrations.all, arm, `vq-extra:${codec}`, work),
    codec,
    instructions,
  }));
  return (row.at ?? [1]).map((share) => ({
    share,
    arms: data.map((arm) => ({ id: arm.id, folder: trainArm(profile, arm, seed, share, work) })),
  }));
}

/** Model folders that drive a recording; they are trained first where they are not. */
function modelsOf(drivers: NonNullable<Recording['drivers']>, place: Place): readonly string[] {
  const { main } = rows;
  if (main === undefined) return [];
  return trainRow(main, drivers.profile, drivers.seed, place).flatMap(({ arms }) =>
    arms.map(({ folder }) => folder),
  );
}
