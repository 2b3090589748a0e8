import {
  type AnswerVocabulary,
  type ImagePosition,
  InspireError,
  locateErrors,
  type Order,
  type Plan,
  takesState,
  type VlaAdapter,
} from '@inspire-vla/adapter';
import type { Column, Episode } from '@inspire-vla/dataset';
import { unlabelled } from '@inspire-vla/direction-labeler';
import { createPlan } from '@inspire-vla/prompt-builder';
import { collate, createExample, type Example, type MaskName } from '@inspire-vla/token-loss-mask';
import type { ObjectLabels } from '../annotate-episode.js';
import { chunkAt, type EpisodeActions } from './action-chunks.js';
import type { NormalizedNumbers } from './numbers.js';
import { tokenColumns } from './token-columns.js';

/** What every frame's sequence shares. */
export interface TokenOptions {
  readonly adapter: VlaAdapter;
  readonly numbers: NormalizedNumbers;
  readonly vocabulary: AnswerVocabulary;
  readonly order: Order;
  readonly mask: MaskName;
  readonly horizon: number;
  readonly beyondEnd: 'repeat' | 'rest';
  /** False: sequences of the plain backbone, without questions and answers. */
  readonly questions: boolean;
  /** Where cameras enter, which the dataset says once for all sequences. */
  readonly images: readonly ImagePosition[];
}

/** An episode with its labels. */
export interface LabelledEpisode {
  readonly episode: Episode;
  readonly phrases: readonly string[];
  readonly questions: readonly string[];
  readonly objects: readonly Pick<ObjectLabels, 'codes'>[];
}

/** Token sequences of episodes. */
export interface TokenMaker {
  /** Number of ids of the longest sequence of an episode. */
  longest(labelled: LabelledEpisode): Promise<number>;
  /** The token columns of an episode, padded on the right to a length. */
  columns(labelled: LabelledEpisode, length: number): Promise<ReadonlyMap<string, Column>>;
}

/**
 * Makes the training sequence of every frame: its questions and answers, its state, and its action chunk.
 *
 * A frame without a label for an object is not asked about it: nothing is guessed.
 */
export function createTokens(options: TokenOptions): TokenMaker {
  const isStateTaken = takesState(options.adapter);
  async function examples(labelled: LabelledEpisode, maximumLength?: number): Promise<readonly Example[]> {
    const { episode } = labelled;
    const actions = await options.numbers.actions(episode);
    const state = isStateTaken ? await options.numbers.state(episode) : null;
    const limits = { mask: options.mask, ...(maximumLength === undefined ? {} : { maximumLength }) };
    return Array.from({ length: episode.length }, (_, frame) => {
      const plan = planAt(frame, labelled, actions, state, options);
      return locateErrors(`${episode.id}, frame ${frame}`, () =>
        checkImages(createExample(options.adapter, plan, limits), options.images),
      );
    });
  }
  return {
    async longest(labelled) {
      const all = await examples(labelled);
      return all.reduce((longest, { ids }) => Math.max(longest, ids.length), 0);
    },
    async columns(labelled, length) {
      const all = await examples(labelled, length);
      const { id } = labelled.episode;
      return locateErrors(id, () =>
        tokenColumns(collate(all, { paddingId: options.adapter.paddingId, length })),
      );
    },
  };
}

function planAt(
  frame: number,
  { episode, phrases, questions, objects }: LabelledEpisode,
  actions: EpisodeActions,
  state: EpisodeActions | null,
  options: TokenOptions,
): Plan {
  const { vocabulary, order, horizon, beyondEnd } = options;
  const asked = (options.questions ? objects : []).flatMap(({ codes }, object) => {
    const code = codes[frame] ?? unlabelled;
    return code === unlabelled ? [] : [{ object, answer: vocabulary.answers[code] ?? '' }];
  });
  return createPlan({
    instruction: episode.instruction,
    objects: asked.map(({ object }) => phrases[object] ?? ''),
    questions: asked.map(({ object }) => questions[object]),
    answers: asked.map(({ answer }) => answer),
    vocabulary,
    order,
    state: state === null ? null : rowAt(state, frame),
    actions: chunkAt(actions, frame, horizon, beyondEnd),
  });
}

function checkImages(example: Example, expected: readonly ImagePosition[]): Example {
  const { images = [] } = example;
  const isSame =
    images.length === expected.length &&
    images.every(
      ({ camera, position }, index) =>
        camera === expected[index]?.camera && position === expected[index]?.position,
    );
  if (isSame) return example;
  throw new InspireError({
    code: 'IMAGES_MOVE',
    message: 'the cameras enter this sequence elsewhere than in the example of the adapter',
    at: 'images',
    fix: 'lay out the cameras before all that differs from plan to plan',
  });
}

function rowAt({ values, dimensions }: EpisodeActions, row: number): readonly number[] {
  return Array.from(values.subarray(row * dimensions, (row + 1) * dimensions));
}
