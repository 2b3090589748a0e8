import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { InspireError, wordSets } from '@inspire-vla/adapter';
import { type EpisodeSource, openDataset, outputError } from '@inspire-vla/dataset';
import { createQuestion } from '@inspire-vla/prompt-builder';
import type { Metadata } from '../annotate/metadata.js';
import {
  chooseEpisodes,
  createReport,
  type ReportData,
  type ReportEpisode,
  type ReportTask,
} from '../report/index.js';
import { readRecorded } from './read-metadata.js';
import { readReportEpisode } from './report-episode.js';

/** Episodes shown of one task. */
const shownEpisodes = 3;

/**
 * Writes the HTML report of an annotated dataset, or of one file of it.
 *
 * @throws InspireError `NOT_ANNOTATED` for a dataset without questions and answers.
 */
export async function writeReport(directory: string, file: string): Promise<void> {
  const source = await openDataset(directory);
  try {
    const metadata = await readRecorded(source);
    if (metadata === null) throw notAnnotated(directory);
    await writeWhole(file, createReport(await collect(source, metadata)));
  } finally {
    await source.close();
  }
}

/** Writes beside the file and renames, so that it is there whole or as it was. */
async function writeWhole(file: string, text: string): Promise<void> {
  const partial = `${file}.partial-${randomBytes(4).toString('hex')}`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(partial, text);
    await rename(partial, file);
  } catch (cause) {
    throw outputError(cause, file);
  } finally {
    await rm(partial, { force: true });
  }
}

async function collect(source: EpisodeSource, metadata: Metadata): Promise<ReportData> {
  const { version, counts, vocabulary, problems } = metadata;
  const present = new Set(source.episodes.map(({ instruction }) => instruction));
  const tasks: ReportTask[] = [];
  for (const task of metadata.tasks.filter(({ instruction }) => present.has(instruction)))
    tasks.push(await collectTask(source, metadata, task));
  return {
    title: createQuestion(metadata.options.formulation, 'the object'),
    source: { path: metadata.source.name, format: metadata.source.format },
    version,
    options: describeOptions(metadata),
    vocabulary,
    totals: counts,
    problems: problems.map(({ at, message }) => ({ where: at, what: message })),
    tasks,
    maximumEpisodes: shownEpisodes,
  };
}

async function collectTask(
  source: EpisodeSource,
  { episodes: names, options, vocabulary }: Metadata,
  { instruction, objects }: Metadata['tasks'][number],
): Promise<ReportTask> {
  const indices = source.episodes.flatMap((episode, index) =>
    episode.instruction === instruction ? [index] : [],
  );
  const { fps, features } = source;
  async function read(index: number): Promise<ReportEpisode> {
    // A file of the dataset has episodes of its own places.
    const isWhole = names.length === source.episodes.length;
    const id = (isWhole ? names : [])[index]?.source ?? source.episodes[index]?.id ?? `episode ${index}`;
    const caption = { id, index, fps, features, vocabulary, objects: objects.length };
    return readReportEpisode(await source.open(index), caption);
  }
  const shown = chooseEpisodes(indices.length, shownEpisodes).map((place) => indices[place] ?? 0);
  const episodes = await Promise.all(shown.map(read));
  const described = objects.map(({ phrase, role, span, body, counts }) => ({
    phrase,
    role,
    question: createQuestion(options.formulation, phrase),
    span,
    body,
    ...(counts === undefined ? {} : { counts }),
  }));
  return { instruction, objects: described, episodes, episodeCount: indices.length };
}

function describeOptions({ options, episodes }: Metadata): Readonly<Record<string, string>> {
  const { formulation, order, words, frame, closeThreshold, imageSize, stateLayout, tokens } = options;
  const axes = (['x', 'y', 'z'] as const).map((axis) => `${axis}: ${frame[axis].join('/')}`);
  const isAgain = episodes.some(({ positions }) => positions === 'annotation');
  const positions = [
    ...(isAgain ? ["the source's own annotation"] : []),
    ...(stateLayout === null ? [] : ['gripper events']),
  ];
  const isCloseSaid = closeThreshold !== null && closeThreshold > 0;
  return {
    formulation,
    order,
    vocabulary: words in wordSets ? words : 'own',
    frame: axes.join(', '),
    ...(isCloseSaid ? { close: `up to ${closeThreshold} m` } : {}),
    ...(imageSize === null ? {} : { 'image size': `${imageSize} px` }),
    ...(frame.image === undefined || frame.image === 'upright' ? {} : { pictures: frame.image }),
    ...(positions.length === 0 ? {} : { positions: positions.join(', ') }),
    ...(tokens === null ? {} : { tokens: `${tokens.adapter}, ${tokens.codec}` }),
  };
}

function notAnnotated(directory: string): InspireError {
  return new InspireError({
    code: 'NOT_ANNOTATED',
    message: 'the dataset has no questions and answers to report on',
    at: directory,
    fix: 'run inspire annotate first, and give its output',
  });
}
