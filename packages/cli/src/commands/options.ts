import {
  type Formulation,
  formulations,
  InspireError,
  type Order,
  orders,
  type WordSet,
  wordSets,
} from '@inspire-vla/adapter';
import {
  createFrame,
  type Frame,
  frames,
  type ImageOrientation,
  isFine,
} from '@inspire-vla/direction-labeler';
import { InvalidArgumentError, Option } from 'commander';
import { imageOrientations } from '../annotate/image-orientation.js';
import { largestImageSize } from '../annotate/options.js';
import { wrongUsage } from '../terminal/wrong-usage.js';

/** Options that several commands share, with one wording each. */
export const sharedOptions = {
  formulation: () =>
    new Option('--formulation <name>', 'how to ask')
      .choices(formulations)
      .default('direction-1d' satisfies Formulation),
  order: () =>
    new Option('--order <name>', 'questions before or after the instruction')
      .choices(orders)
      .default('vqa-first' satisfies Order),
  vocabulary: () =>
    new Option('--vocabulary <name>', 'word set of the answers')
      .choices(Object.keys(wordSets))
      .default('paper' satisfies WordSet),
  frame: () =>
    new Option(
      '--frame <frame>',
      'libero, authors-real, or words per axis: "x:front/back,y:right/left,z:up/down"',
    )
      .argParser(asArgument(parseFrame))
      .default(frames.libero, 'libero'),
  closeThreshold: () =>
    new Option('--close-threshold <metres>', 'nearer than this is "close"; 0 never says it').argParser(
      asArgument(parseMetres),
    ),
  compatibility: () =>
    new Option('--compatibility <name>', "the authors' labels bit for bit").choices(['authors']),
  image: () =>
    new Option('--image <orientation>', 'how the pictures stand; left and right are their sides')
      .choices(imageOrientations)
      .default('upright' satisfies ImageOrientation),
  overwrite: () => new Option('--overwrite', 'replace an existing output once the new one is whole'),
  resume: () =>
    new Option(
      '--resume',
      'go on where a run with the same options was killed, and stay resumable on failure',
    ),
  spaceCheck: () =>
    new Option('--no-space-check', 'begin even where the disk seems too small for the output'),
  json: () => new Option('--json', 'JSON Lines on standard output, and nothing else there'),
  quiet: () => new Option('--quiet', 'no progress'),
};

/** Turns a typed error of a parser into commander's own, so that it counts as wrong usage. */
export function asArgument<Value>(parse: (text: string) => Value): (text: string) => Value {
  return (text) => {
    try {
      return parse(text);
    } catch (error) {
      if (!InspireError.isInstance(error)) throw error;
      throw new InvalidArgumentError(
        error.fix === undefined ? error.message : `${error.message}; ${error.fix}`,
      );
    }
  };
}

function parseFrame(text: string): Frame {
  return text === 'libero' || text === 'authors-real' ? frames[text] : createFrame(text);
}

/** Parses a distance. */
export function parseMetres(text: string): number {
  const metres = Number(text);
  if (text.trim() === '' || !Number.isFinite(metres) || metres < 0) {
    throw new InvalidArgumentError('a number of metres, 0 or more, is needed');
  }
  return metres;
}

/** Parses a size of files. */
export function parseMegabytes(text: string): number {
  const megabytes = Number(text);
  if (text.trim() !== '' && Number.isFinite(megabytes) && megabytes > 0) return megabytes;
  throw new InvalidArgumentError('a number of megabytes, more than 0, is needed');
}

/** Parses a whole number of at least 1. */
export function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1)
    throw new InvalidArgumentError('a whole number of at least 1 is needed');
  return count;
}

/** Parses the edge of a square picture that is drawn here. */
export const parsePixels = edgeParser(16, 1024);

/** Parses the edge of a square to which pictures are resized. */
export const parseResizedPixels = edgeParser(1, largestImageSize);

function edgeParser(least: number, most: number): (text: string) => number {
  return (text) => {
    const pixels = Number(text);
    if (Number.isInteger(pixels) && pixels >= least && pixels <= most) return pixels;
    throw new InvalidArgumentError(`a whole number of pixels from ${least} to ${most} is needed`);
  };
}

/**
 * Refuses an option that does nothing without another.
 *
 * @throws InspireError `USAGE`.
 */
export function checkCompanion(name: string, value: unknown, other: string, companion: unknown): void {
  if (value === undefined || companion !== undefined) return;
  throw wrongUsage(`${name} does nothing without ${other}`, `give ${other} too, or leave ${name} out`);
}

/**
 * Refuses two options of which one would undo the other.
 *
 * @throws InspireError `USAGE`.
 */
export function checkRivals({
  resume,
  overwrite,
}: {
  readonly resume?: true;
  readonly overwrite?: true;
}): void {
  if (resume !== true || overwrite !== true) return;
  const message = '--resume goes on with what an earlier run left, --overwrite throws it away';
  throw wrongUsage(message, 'give one of the two');
}

/**
 * Refuses a distance for "close" where no answer says it.
 *
 * @throws InspireError `USAGE`.
 */
export function checkCloseThreshold(formulation: Formulation, closeThreshold: number | undefined): void {
  if (closeThreshold === undefined || !isFine(formulation)) return;
  const message = `--close-threshold does nothing for ${formulation}, whose answers are numbers and never "close"`;
  throw wrongUsage(message, 'leave it out, or choose another --formulation');
}
