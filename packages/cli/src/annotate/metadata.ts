import { formulations, orders } from '@inspire-vla/adapter';
import { z } from 'zod';
import { languageEventModes } from './language-events.js';
import { stateLayoutSchema } from './positions/state-layout.js';

/** Where the metadata of an annotation stands in a dataset. */
export const metadataPath = 'meta/inspire.json';

const axisSchema = z.tuple([z.string(), z.string()]);

const element = z.number();

const matrixSchema = z.tuple([
  element,
  element,
  element,
  element,
  element,
  element,
  element,
  element,
  element,
]);

const countsSchema = z.object({
  /** By answer, in the vocabulary's order; answers that never occur are left out. */
  answers: z.record(z.string(), z.number()),
  unlabelled: z.number(),
});

const objectSchema = z.object({
  /** As it stands in the question. */
  phrase: z.string(),
  head: z.string(),
  role: z.string(),
  /** Span [start, end) in the instruction; null for an object that the user gave. */
  span: z.tuple([z.number(), z.number()]).nullable(),
  /** The body that it is in every episode of the task; null where unknown or not always the same. */
  body: z.string().nullable(),
  /** Metres, added to the body's position before labelling. */
  offset: z.tuple([z.number(), z.number(), z.number()]),
  /** Labels of this object over all episodes of the task. */
  counts: countsSchema.optional(),
});

/** Shape of `meta/inspire.json`. */
export const metadataSchema = z.object({
  version: z.string(),
  source: z.object({
    /** File or folder name, without the machine's path. */
    name: z.string(),
    format: z.string(),
    /** Over the source's data files in reading order; of a recording over the description that follows. */
    sha256: z.string(),
    /** How a source that stands in no file was made; left out for others. */
    recording: z.record(z.string(), z.unknown()).optional(),
  }),
  /** The part of the source that this is; null for the whole. */
  shard: z.object({ index: z.number(), count: z.number() }).nullable().default(null),
  options: z.object({
    formulation: z.enum(formulations),
    order: z.enum(orders),
    words: z.string(),
    frame: z.object({
      x: axisSchema,
      y: axisSchema,
      z: axisSchema,
      image: z.string().optional(),
      rotation: matrixSchema.optional(),
      height: z.enum(['world', 'picture']).optional(),
      authorsTies: z.enum(['first-axis', 'last-word']).optional(),
    }),
    closeThreshold: z.number().nullable(),
    imageSize: z.number().nullable(),
    /** Megabytes at which a data file is closed; null for the format's own. */
    dataFileSize: z.number().nullable().default(null),
    compatibility: z.literal('authors').nullable().default(null),
    positions: z.string().default('auto'),
    /** Metres or `auto`; null where no position came from gripper events. */
    eventTolerance: z
      .union([z.number(), z.literal('auto')])
      .nullable()
      .default(null),
    /** Which numbers of the source are the effector and the gripper, where positions came from gripper events. */
    stateLayout: z.object({ layout: stateLayoutSchema, origin: z.string() }).nullable().default(null),
    languageEvents: z.enum(languageEventModes).optional(),
    /** How the token features were made; null without them. */
    tokens: z
      .object({
        adapter: z.string(),
        tokenizer: z.string(),
        codec: z.string(),
        /** The adapter's layout by name; null for its own. */
        variant: z.string().nullable().default(null),
        mask: z.string(),
        /** False where the sequences are the plain backbone's. */
        questions: z.boolean().default(true),
        horizon: z.number(),
        dimensions: z.number(),
        normalization: z.string(),
        gripper: z.string(),
        /** How the source's actions have the gripper; null where it was taken as it is. */
        actionGripper: z.string().nullable().default(null),
        beyondEnd: z.string(),
        /** File in `meta/` with the statistics that state and actions were normalised by. */
        statistics: z.string(),
        /** Names that the role feature counts in. */
        roles: z.array(z.string()).default([]),
        /** Where cameras enter: before the id at this position. The same in every sequence. */
        images: z
          .array(z.object({ camera: z.string(), position: z.number(), attention: z.string() }))
          .default([]),
        /** SHA-256 over the adapter's own example as ids and masks: equal where two runs lay out alike. */
        fingerprint: z.string().default(''),
      })
      .nullable()
      .default(null),
  }),
  /** Digest of all options that decide what is written, the shard aside. */
  fingerprint: z.string().default(''),
  /** How the pictures stand, as against what the third-person camera sees. */
  imageOrientation: z.string(),
  /** All answers; the index is the label code. */
  vocabulary: z.array(z.string()),
  tasks: z.array(z.object({ instruction: z.string(), objects: z.array(objectSchema) })),
  episodes: z.array(
    z.object({
      index: z.number(),
      /** The source's own name of the episode. */
      source: z.string(),
      /** Body of each object, in the task's order; null where it could not be linked. */
      bodies: z.array(z.string().nullable()),
      /** Where the positions were taken from: `scene`, `annotation`, `gripper-events`, or `nowhere`. */
      positions: z.string().default('scene'),
    }),
  ),
  counts: countsSchema.extend({ episodes: z.number(), frames: z.number(), labels: z.number() }),
  /** What of the source is not in the output. */
  omitted: z.array(z.string()),
  problems: z.array(z.object({ at: z.string(), message: z.string() })),
});

/** Contents of `meta/inspire.json`. */
export type Metadata = z.infer<typeof metadataSchema>;

/** How often each answer was given. */
export type LabelCounts = z.infer<typeof countsSchema>;

/** Something that a person should know about an annotation, with its place. */
export type Problem = Metadata['problems'][number];
