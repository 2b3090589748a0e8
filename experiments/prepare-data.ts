import { linkSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seenTasks, type Task, unseenTasks } from '@inspire-vla/tabletop';
import { type Backbone, backbones } from './backbones.js';
import type { Profile, Recording } from './profiles.js';
import type { Arm } from './rows.js';
import { tokenizePlans } from './tokenize-plans.js';
import { filesIn, type Workplace } from './workplace.js';

/** Tasks of a profile's scenes, and of their variants with other places or colours. */
export function tasksOf(profile: Profile, tasks: readonly Task[]): readonly Task[] {
  const { scenes } = profile;
  if (scenes === null) return tasks;
  return tasks.filter(({ scene }) =>
    scenes.some((name) => scene.id === name || scene.id.startsWith(`${name}-`)),
  );
}

/** Folders with the files of a profile's tasks. */
export interface Demonstrations {
  readonly all: string;
  /** Those that the codec of actions is trained on. */
  readonly ofCodec: string;
}

/** Records the expert, with the models that drive some recordings; the files of a profile's tasks stand together in one folder. */
export function recordDemonstrations(
  profile: Profile,
  work: Workplace,
  models: ReadonlyMap<Recording, readonly string[]>,
): Demonstrations {
  const folders = profile.recordings.map((recording) =>
    work.make(recordedIn(recording), (partial) => {
      const { tasks, episodes, noise, bursts = noise, seed } = recording;
      work.inspire(
        ...['tabletop', 'record', '--to', 'libero-hdf5', '--tasks', tasks, '--episodes', String(episodes)],
        ...['--noise', String(noise), '--bursts', String(bursts), '--seed', String(seed)],
        ...['--image-size', String(profile.imageSize), '--out', partial, '--quiet'],
        ...drivingOptions(recording, models.get(recording) ?? []),
      );
    }),
  );
  const wanted = new Set(
    tasksOf(profile, seenTasks).map(({ instruction }) => `${instruction.replaceAll(' ', '_')}_demo.hdf5`),
  );
  const link = (name: string, parts: readonly string[]) =>
    work.make(name, (partial) => {
      mkdirSync(partial);
      parts.forEach((folder, number) => {
        for (const file of filesIn(folder, '.hdf5').filter((file) => wanted.has(file)))
          linkSync(join(folder, file), join(partial, file.replace('_demo', `_part_${number}_demo`)));
      });
    });
  const all = link('demonstrations', folders);
  const isOfAll = profile.codecData === 'all-recordings';
  return { all, ofCodec: isOfAll ? all : link('demonstrations-first', folders.slice(0, 1)) };
}

/** Where a recording is kept. */
export function recordedIn({ seed }: Recording): string {
  return `recorded-${seed}`;
}

function drivingOptions({ drivers }: Recording, models: readonly string[]): readonly string[] {
  if (drivers === undefined) return [];
  return [...models.flatMap((folder) => ['--dagger', folder]), '--replan', String(drivers.replan)];
}

/** Which body an instruction's objects are: a drawer is part of a cabinet, which names alone do not tell. */
function writeObjects(work: Workplace): string {
  return work.make('objects.json', (partial) => {
    const entries = [...seenTasks, ...unseenTasks].map(({ instruction, objects }) => [instruction, objects]);
    writeFileSync(partial, JSON.stringify(Object.fromEntries(entries)));
  });
}

/** Makes the codec of actions; gives the value of `--codec`. */
export function makeCodec(
  profile: Profile,
  backbone: Backbone,
  { ofCodec }: Demonstrations,
  work: Workplace,
): Promise<string> {
  // Any dataset holds the actions; miniVLA's has bins, for which nothing is trained.
  const { miniVla } = backbones;
  const options = ['--no-questions', ...miniVla.plain];
  return backbone.makeCodec(annotate(ofCodec, { id: 'bins', options }, miniVla, work), profile, work);
}

/** Annotates the demonstrations for one arm. */
export function annotate(
  demonstrations: string,
  { id, options }: Arm,
  backbone: Backbone,
  work: Workplace,
): string {
  const objects = writeObjects(work);
  return work.make(`annotated-${id}`, (partial) =>
    work.inspire(
      ...['annotate', demonstrations, '--out', partial, '--objects', objects, '--quiet', '--json'],
      ...[...backbone.tokens, ...backbone.pictures, ...options],
    ),
  );
}

/** Ids of all instructions and answers, seen and unseen: a model knows only ids that it was told of. */
export function tokenizeInstructions({ id, tokens }: Backbone, work: Workplace): string {
  return work.make(`instructions-${id}.jsonl`, (partial) => {
    const plans = [...seenTasks, ...unseenTasks].map(({ instruction, objects }) => ({
      instruction,
      turns: objects.map(({ phrase }) => ({ object: phrase, answer: 'right' })),
    }));
    tokenizePlans(partial, plans, tokens, work);
  });
}
