import { linkSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seenTasks, type Task, unseenTasks } from '@inspire-vla/tabletop';
import { type Backbone, backbones } from './backbones.js';
import type { Profile, Recording } from './profiles.js';
import type { Arm } from './rows.js';
import { filesIn, type Workplace } from './workplace.js';

/** Tasks of a profile's scenes, and of their variants with other places or colours. */
export function tasksOf(profile: Profile, tasks: readonly Task[]): readonly Task[] {
  const { scenes } = profile;
  if (scenes === null) return tasks;
  return tasks.filter(({ scene }) =>
    scenes.some((name) => scene.id === name || scene.id.startsWith(`${name}-`)),
  );
}

/** Demonstrations as LIBERO's files. */
export interface Demonstrations {
  /** Those of the first recording. */
  readonly first: string;
  readonly all: string;
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
  return { first: link('demonstrations-first', folders.slice(0, 1)), all: link('demonstrations', folders) };
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

/** Makes the codec of actions from the first recording; gives the value of `--codec`. */
export function makeCodec(
  profile: Profile,
  backbone: Backbone,
  { first }: Demonstrations,
  work: Workplace,
): Promise<string> {
  // Any dataset holds the actions; miniVLA's has bins, for which nothing is trained.
  const { miniVla } = backbones;
  const options = ['--no-questions', ...miniVla.plain];
  return backbone.makeCodec(annotate(first, { id: 'bins', options }, miniVla, work), profile, work);
}

/** Teaches what a profile wants known before acting is learnt; gives the trainer's options. */
export function makeStart(
  profile: Profile,
  backbone: Backbone,
  like: string,
  work: Workplace,
): readonly string[] {
  const { vision, grounding, imageSize } = profile;
  if (vision === undefined) return [];
  const training = { ...profile.training, ...backbone.training };
  const pictures = work.make('scenes', (partial) => {
    const options = Object.entries(vision.scenes).flatMap(([name, value]) => [`--${name}`, String(value)]);
    work.script('record-scenes.ts', '--out', partial, '--size', String(imageSize), ...options);
  });
  const lesson = (module: string, { steps, batch }: Readonly<Record<'steps' | 'batch', number>>) => [
    ...['-m', `inspire_train.${module}`, '--data', pictures],
    ...['--steps', String(steps), '--batch', String(batch)],
    ...sizes.flatMap((name) => (name in training ? ['--set', `${name}=${training[name]}`] : [])),
  ];
  const encoder = work.make('vision.safetensors', (partial) =>
    work.python(...lesson('vision', vision), '--out', partial),
  );
  if (grounding === undefined) return ['--vision', encoder];
  const names = tokenizeNames(pictures, backbone, work);
  const base = work.make(`base-${backbone.id}`, (partial) => {
    const options = ['--names', names, '--like', like, '--vision', encoder, '--out', partial];
    work.python(...lesson('grounding', grounding), ...options);
  });
  const { rehearsed } = grounding;
  if (rehearsed === undefined) return ['--base', base];
  return ['--base', base, '--rehearse', pictures, '--set', `rehearsed=${rehearsed}`];
}

/** Settings of the training that are sizes of the model. */
const sizes = ['hidden', 'heads', 'layers', 'inner', 'context'];

/** A sentence for each class of the pictures, the same but for the phrase. */
function tokenizeNames(pictures: string, { id, tokens }: Backbone, work: Workplace): string {
  return work.make(`names-${id}.jsonl`, (partial) => {
    const header = JSON.parse(readFileSync(join(pictures, 'header.json'), 'utf8')) as {
      readonly classes: readonly string[];
    };
    const lines = header.classes
      .slice(1)
      .map((name) => `${JSON.stringify({ instruction: `find the ${name}`, turns: [] })}\n`);
    writeFileSync(`${partial}.plans`, lines.join(''));
    writeFileSync(partial, work.inspire('tokenize', ...tokens, '--json', `${partial}.plans`));
  });
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
    const lines = [...seenTasks, ...unseenTasks].map(({ instruction, objects }) => ({
      instruction,
      turns: objects.map(({ phrase }) => ({ object: phrase, answer: 'right' })),
    }));
    writeFileSync(`${partial}.plans`, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    writeFileSync(partial, work.inspire('tokenize', ...tokens, '--json', `${partial}.plans`));
  });
}
