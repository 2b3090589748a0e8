import type { Formulation, WordSet } from '@inspire-vla/adapter';
import {
  createFrame,
  createLabeler,
  type FineVariant,
  type Frame,
  type ImageOrientation,
  type LabelInput,
  orientFrame,
  type Rotation,
  rotationMatrix,
} from '@inspire-vla/direction-labeler';
import { Command, InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';
import { type CommandContext, colours } from '../terminal/context.js';
import { parseLine } from '../terminal/json-lines.js';
import { mapLines } from './map-lines.js';
import { asArgument, checkCloseThreshold, parseMetres, sharedOptions } from './options.js';

// JSON has no NaN: a coordinate that is not known is null, and its frame gets no label.
const coordinate = z.number().nullable();
const vectorSchema = z.tuple([coordinate, coordinate, coordinate]);
const lineSchema = z.looseObject({
  object: vectorSchema.nullable(),
  effector: vectorSchema,
  grasped: z.boolean().default(false),
  offset: z.tuple([z.number(), z.number(), z.number()]).optional(),
});
const lineFormat = {
  schema: lineSchema,
  shape: '{"object":[x,y,z],"effector":[x,y,z],"grasped"?:bool,"offset"?:[x,y,z]}',
};

interface LabelOptions {
  readonly formulation: Formulation;
  readonly frame: Frame;
  readonly rotation?: Rotation;
  readonly image: ImageOrientation;
  readonly vocabulary: WordSet;
  readonly closeThreshold?: number;
  readonly tolerance?: number;
  readonly fine: FineVariant;
  readonly compatibility?: 'authors';
  readonly values?: true;
  readonly json?: true;
}

/** `inspire label`: the answer for an object's and the end effector's position. */
export function labelCommand(context: CommandContext, signal: AbortSignal): Command {
  return new Command('label')
    .description('label positions with answers')
    .argument('[file]', `lines ${lineFormat.shape} in metres; - is standard input`, '-')
    .addOption(sharedOptions.formulation())
    .addOption(sharedOptions.frame())
    .addOption(rotationOption())
    .addOption(sharedOptions.image())
    .addOption(sharedOptions.vocabulary())
    .addOption(sharedOptions.closeThreshold())
    .addOption(toleranceOption())
    .addOption(fineOption())
    .addOption(sharedOptions.compatibility())
    .addOption(new Option('--values', 'also write what each answer means, as "value"'))
    .addOption(sharedOptions.json())
    .action((file: string, options: LabelOptions) => labelLines(file, options, context, signal));
}

async function labelLines(
  file: string,
  options: LabelOptions,
  context: CommandContext,
  signal: AbortSignal,
): Promise<void> {
  checkCloseThreshold(options.formulation, options.closeThreshold);
  const { vocabulary: words, json, rotation, image, tolerance, values, ...rest } = options;
  const turned = rotation === undefined ? rest.frame : createFrame({ ...rest.frame, rotation });
  const labeler = createLabeler({ ...rest, words, frame: orientFrame(turned, image) });
  const colour = colours(context);
  await mapLines({ file, isJson: json === true, signal }, context, (line) => {
    const input = parseLine(line, lineFormat);
    const { answer, value } = labeler.label(labelInput(input, tolerance));
    return {
      value: { ...input, answer, ...(values === true ? { value } : {}) },
      text: () => {
        const meant = values === true ? ` ${JSON.stringify(value)}` : '';
        return [`${colour.bold(answer.padEnd(8))}${meant} ${colour.dim(line.text)}`];
      },
    };
  });
}

function labelInput(line: z.infer<typeof lineSchema>, tolerance: number | undefined): LabelInput {
  const { object, effector, grasped, offset } = line;
  return {
    object: known(object ?? [null, null, null]),
    effector: known(effector),
    grasped,
    ...(offset === undefined ? {} : { offset }),
    ...(tolerance === undefined ? {} : { tolerance }),
  };
}

function known([x, y, z]: z.infer<typeof vectorSchema>): readonly [number, number, number] {
  return [x ?? Number.NaN, y ?? Number.NaN, z ?? Number.NaN];
}

function rotationOption(): Option {
  return new Option(
    '--rotation <numbers>',
    'turns the world into the frame: a quaternion "w,x,y,z" or nine numbers of a matrix, row by row',
  ).argParser(asArgument(parseRotation));
}

function toleranceOption(): Option {
  return new Option(
    '--tolerance <metres>',
    'no answer where the object being this far off would change it',
  ).argParser(asArgument(parseMetres));
}

function fineOption(): Option {
  return new Option('--fine <variant>', 'numbers of location-3d and distance: decimetres, or metres as "0.3"')
    .choices(['minivla', 'fast'])
    .default('minivla' satisfies FineVariant);
}

function parseRotation(text: string): Rotation {
  const numbers = text
    .split(/[\s,]+/)
    .filter((part) => part !== '')
    .map(Number);
  const [w = Number.NaN, x = Number.NaN, y = Number.NaN, z = Number.NaN] = numbers;
  if (numbers.length !== 4 && numbers.length !== 9) {
    throw new InvalidArgumentError('four or nine numbers are needed');
  }
  return rotationMatrix(numbers.length === 4 ? { w, x, y, z } : numbers);
}
