import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Backbone } from './backbones.js';
import type { Grounding, Profile, Vision } from './profiles.js';
import { tokenizePlans } from './tokenize-plans.js';
import type { Workplace } from './workplace.js';

/** Settings of the training that are sizes of the model. */
const sizes = ['hidden', 'heads', 'layers', 'inner', 'context'];

/** Bases that are kept in this repository. */
const bases = fileURLToPath(new URL('bases', import.meta.url));

/** Where, from what and how big something is taught before acting is learnt. */
interface Schooling {
  readonly profile: Profile;
  readonly backbone: Backbone;
  readonly work: Workplace;
}

/**
 * Teaches what a profile wants known before acting is learnt; gives the trainer's options.
 *
 * @param like - An annotated dataset, whose ids and cameras the model must know.
 */
export function makeStart(
  profile: Profile,
  backbone: Backbone,
  like: string,
  work: Workplace,
): readonly string[] {
  const schooling = { profile, backbone, work };
  const { vision, grounding } = profile;
  if (vision === undefined) return [];
  if (grounding === undefined) return ['--vision', teachEncoder(vision, schooling)];
  const base = takeBase(grounding, schooling) ?? teachNames(vision, grounding, like, schooling);
  if (grounding.rehearsed === undefined) return ['--base', base];
  const scenes = recordScenes(vision, schooling);
  return ['--base', base, '--rehearse', scenes, '--set', `rehearsed=${grounding.rehearsed}`];
}

/** The base as it is kept in this repository; null where it is not. */
function takeBase({ kept }: Grounding, { backbone, work }: Schooling): string | null {
  const folder = kept === undefined ? null : join(bases, `${kept}-${backbone.id}`);
  if (folder === null || !existsSync(folder)) return null;
  return work.make(`base-${backbone.id}`, (partial) => cpSync(folder, partial, { recursive: true }));
}

function teachNames(vision: Vision, grounding: Grounding, like: string, schooling: Schooling): string {
  const { backbone, work } = schooling;
  const encoder = teachEncoder(vision, schooling);
  const names = tokenizeNames(recordScenes(vision, schooling), backbone, work);
  return work.make(`base-${backbone.id}`, (partial) => {
    const options = ['--names', names, '--like', like, '--vision', encoder, '--out', partial];
    work.python(...lesson('grounding', grounding, vision, schooling), ...options);
  });
}

function teachEncoder(vision: Vision, schooling: Schooling): string {
  const { work } = schooling;
  return work.make('vision.safetensors', (partial) =>
    work.python(...lesson('vision', vision, vision, schooling), '--out', partial),
  );
}

function lesson(
  module: string,
  { steps, batch }: Readonly<Record<'steps' | 'batch', number>>,
  vision: Vision,
  schooling: Schooling,
): readonly string[] {
  const training = { ...schooling.profile.training, ...schooling.backbone.training };
  return [
    ...['-m', `inspire_train.${module}`, '--data', recordScenes(vision, schooling)],
    ...['--steps', String(steps), '--batch', String(batch)],
    ...sizes.flatMap((name) => (name in training ? ['--set', `${name}=${training[name]}`] : [])),
  ];
}

function recordScenes({ scenes }: Vision, { profile: { imageSize }, work }: Schooling): string {
  return work.make('scenes', (partial) => {
    const options = Object.entries(scenes).flatMap(([name, value]) => [`--${name}`, String(value)]);
    work.script('record-scenes.ts', '--out', partial, '--size', String(imageSize), ...options);
  });
}

/** A sentence for each class of the pictures, the same but for the phrase. */
function tokenizeNames(pictures: string, { id, tokens }: Backbone, work: Workplace): string {
  return work.make(`names-${id}.jsonl`, (partial) => {
    const header = JSON.parse(readFileSync(join(pictures, 'header.json'), 'utf8')) as {
      readonly classes: readonly string[];
    };
    const plans = header.classes.slice(1).map((name) => ({ instruction: `find the ${name}`, turns: [] }));
    tokenizePlans(partial, plans, tokens, work);
  });
}
