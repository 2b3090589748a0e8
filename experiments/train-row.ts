import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { backbones } from './backbones.js';
import { makeStart } from './make-start.js';
import {
  annotate,
  makeCodec,
  recordDemonstrations,
  recordedIn,
  tokenizeInstructions,
} from './prepare-data.js';
import { type Drivers, type Profile, profileOf, type Recording } from './profiles.js';
import { type Row, rows, runOf } from './rows.js';
import { trainArm } from './train-arm.js';
import { openWorkplace, type Place, type Workplace } from './workplace.js';

/** The models of a row's arms after a share of the training. */
export interface TrainedRow {
  readonly share: number;
  readonly arms: readonly { readonly id: string; readonly folder: string }[];
}

/** A profile and where its files are. */
export interface OpenProfile {
  readonly profile: Profile;
  readonly work: Workplace;
}

/** The profile of a name, and its workplace. */
export function openProfile(name: string, place: Place): OpenProfile {
  return { profile: profileOf(name), work: openWorkplace(name, place) };
}

/** Does all that comes before the evaluation of a row, as far as it is not done yet. */
export async function trainRow(
  row: Row,
  { profile, work }: OpenProfile,
  seed: number,
  place: Place,
): Promise<readonly TrainedRow[]> {
  const { backbone = backbones.miniVla } = row;
  const drivers = await modelsOf(profile, work, place);
  const demonstrations = recordDemonstrations(profile, work, drivers);
  const codec = await makeCodec(profile, backbone, demonstrations, work);
  const instructions = tokenizeInstructions(backbone, work);
  const data = row.arms.map(({ id, options }) => ({
    ...{ id, run: runOf(row, { id }) },
    annotated: annotate(demonstrations.all, { id, options: [...options, '--codec', codec] }, backbone, work),
    ...{ codec, instructions, training: backbone.training },
  }));
  const like = data[0]?.annotated;
  if (like === undefined) throw new Error('the row has no arm');
  const start = makeStart(profile, backbone, like, work);
  const trained: TrainedRow[] = [];
  for (const share of row.at ?? [1]) {
    const arms = await beside(data, place.jobs, async (arm) => ({
      id: arm.id,
      folder: await trainArm(profile, { ...arm, start }, seed, share, work),
    }));
    trained.push({ share, arms });
  }
  return trained;
}

/** Does something for each of a list, so many at once: as soon as one is done, the next begins. */
async function beside<Item, Result>(
  items: readonly Item[],
  count: number,
  action: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  // One iterator for all, so that each item is taken once.
  const waiting = items.entries();
  const takeInTurn = async () => {
    for (const [index, item] of waiting) results[index] = await action(item);
  };
  await Promise.all(Array.from({ length: count }, takeInTurn));
  return results;
}

/** Model folders by recording that is still to be driven by them; they are trained first where they are not. */
async function modelsOf(
  { recordings }: Profile,
  work: Workplace,
  place: Place,
): Promise<ReadonlyMap<Recording, readonly string[]>> {
  const models = new Map<Recording, readonly string[]>();
  for (const recording of recordings) {
    const { drivers } = recording;
    if (drivers === undefined || existsSync(work.path(recordedIn(recording)))) continue;
    models.set(recording, await foldersOf(drivers, place));
  }
  return models;
}

/** Both arms of the third run, which docs/results-history.md speaks of. */
const kept = fileURLToPath(new URL('bases/drivers', import.meta.url));

async function foldersOf(drivers: Drivers, place: Place): Promise<readonly string[]> {
  if ('from' in drivers) return ['baseline', 'inspire'].map((name) => join(kept, name));
  const trained = await trainRow(rows.main, openProfile(drivers.profile, place), drivers.seed, place);
  return trained.flatMap(({ arms }) => arms.map(({ folder }) => folder));
}
