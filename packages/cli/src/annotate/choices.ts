import { createHash } from 'node:crypto';
import { basename, resolve } from 'node:path';
import type { RunIdentity } from '@inspire-vla/dataset';
import { version } from '../version.js';
import { fileStates } from './file-states.js';
import type { Job } from './job.js';
import { toleranceOf } from './positions/choose-positions.js';

/** The part of a {@link Job} that decides what is written of an episode. */
export type JobChoices = Pick<Job, 'options' | 'stateLayout' | 'tokens'>;

/** All options that decide what is written, without the machine's paths; the shard is not among them. */
function choicesOf({ options, stateLayout, tokens }: JobChoices): RunIdentity {
  const { formulation, order, words, frame } = options;
  return {
    version,
    source: options.origin ?? basename(resolve(options.source)),
    ...(options.recording === undefined ? {} : { recording: options.recording }),
    to: options.to ?? 'lerobot-v3.0',
    formulation,
    order,
    words,
    frame,
    closeThreshold: options.closeThreshold ?? null,
    compatibility: options.compatibility ?? null,
    positions: options.positions ?? 'auto',
    stateLayout,
    eventTolerance: toleranceOf(options),
    imageOrientation: options.imageOrientation,
    noOps: options.noOps ?? 'keep',
    objects: options.objects ?? null,
    languageEvents: options.languageEvents ?? null,
    imageSize: options.imageSize ?? null,
    dataFileSize: options.dataFileSize ?? null,
    ...(options.actionFeatures === undefined ? {} : { actionFeatures: options.actionFeatures }),
    ...(options.stateFeatures === undefined ? {} : { stateFeatures: options.stateFeatures }),
    tokens: tokens?.description ?? null,
    maxLength: options.tokens?.maxLength ?? null,
    statistics: tokens?.numbers.file.text ?? null,
  };
}

/** Digest of all options that decide what is written, the shard aside. */
export function fingerprintOf(choices: JobChoices): string {
  return createHash('sha256')
    .update(JSON.stringify(choicesOf(choices)))
    .digest('hex');
}

/** What a run that goes on with another must have in common with it: options, shard, and the files of the source. */
export async function runIdentity(job: Job): Promise<RunIdentity> {
  const { whole, options } = job;
  return {
    ...choicesOf(job),
    shard: options.shard ?? null,
    from: whole.format,
    ...(await fileStates(whole)),
  };
}
