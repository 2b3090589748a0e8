import { join } from 'node:path';
import { backbones } from './backbones.js';
import {
  annotate,
  makeCodec,
  makeStart,
  recordDemonstrations,
  tokenizeInstructions,
} from './prepare-data.js';
import { type Profile, profileOf, type Recording } from './profiles.js';
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
  return { profile: profileOf(name), work: openWorkplace(join(place.folder, name), place.python) };
}

/** Does all that comes before the evaluation of a row, as far as it is not done yet. */
export async function trainRow(
  row: Row,
  name: string,
  seed: number,
  place: Place,
): Promise<readonly TrainedRow[]> {
  const { profile, work } = openProfile(name, place);
  const { backbone = backbones.miniVla } = row;
  const drivers = await modelsOf(profile, place);
  const demonstrations = recordDemonstrations(profile, work, drivers);
  const codec = await makeCodec(profile, backbone, demonstrations, work);
  const instructions = tokenizeInstructions(backbone, work);
  const data = row.arms.map(({ id, options }) => ({
    id,
    annotated: annotate(demonstrations.all, { id, options: [...options, '--codec', codec] }, backbone, work),
    ...{ codec, instructions, training: backbone.training },
  }));
  const like = data[0]?.annotated;
  if (like === undefined) throw new Error('the row has no arm');
  const start = makeStart(profile, backbone, like, work);
  return (row.at ?? [1]).map((share) => ({
    share,
    arms: data.map((arm) => ({
      id: arm.id,
      folder: trainArm(profile, { ...arm, start }, seed, share, work),
    })),
  }));
}

/** Model folders by recording that drive it; they are trained first where they are not. */
async function modelsOf(
  { recordings }: Profile,
  place: Place,
): Promise<ReadonlyMap<Recording, readonly string[]>> {
  const models = new Map<Recording, readonly string[]>();
  for (const recording of recordings) {
    const { drivers } = recording;
    if (drivers === undefined) continue;
    const trained = await trainRow(rows.main, drivers.profile, drivers.seed, place);
    models.set(
      recording,
      trained.flatMap(({ arms }) => arms.map(({ folder }) => folder)),
    );
  }
  return models;
}
