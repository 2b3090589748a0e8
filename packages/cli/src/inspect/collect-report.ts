import { wordSets } from '@inspire-vla/adapter';
import type { EpisodeSource } from '@inspire-vla/dataset';
import { createQuestion } from '@inspire-vla/prompt-builder';
import type { Metadata } from '../annotate/metadata.js';
import { describeShard } from '../annotate/shard.js';
import { frameCount } from '../frame-count.js';
import { groupBy } from '../group-by.js';
import {
  chooseEpisodes,
  type ReportData,
  type ReportEpisode,
  type ReportTask,
  type ReportTotals,
} from '../report/index.js';
import { countAnswers } from './answer-counts.js';
import { readReportEpisode } from './report-episode.js';

/** Tasks shown, the first ones, and episodes of each: the page and its pictures are held in memory. */
const shown = { tasks: 100, episodes: 3 } as const;

/** Reads what the report of an annotated dataset shows; of many tasks only the first. */
export async function collectReport(source: EpisodeSource, metadata: Metadata): Promise<ReportData> {
  const { version, vocabulary, problems } = metadata;
  const indices = groupBy(source.episodes.keys(), (index) => source.episodes[index]?.instruction);
  const present = metadata.tasks.filter(({ instruction }) => indices.has(instruction));
  const tasks: ReportTask[] = [];
  for (const task of present.slice(0, shown.tasks))
    tasks.push(await collectTask(source, metadata, task, indices.get(task.instruction) ?? []));
  return {
    title: createQuestion(metadata.options.formulation, 'the object'),
    source: { path: metadata.source.name, format: metadata.source.format },
    version,
    options: describeOptions(metadata),
    vocabulary,
    totals: await totalsOf(source, metadata),
    problems: problems.map(({ at, message }) => ({ where: at, what: message })),
    tasks,
    taskCount: present.length,
    maximumEpisodes: shown.episodes,
  };
}

/** Counts over what is shown: what the metadata say, unless this is one file of the dataset that they are about. */
async function totalsOf(source: EpisodeSource, { counts, episodes }: Metadata): Promise<ReportTotals> {
  if (episodes.length === source.episodes.length) return counts;
  const { answers, unlabelled } = await countAnswers(source);
  return {
    ...{ answers, unlabelled, episodes: source.episodes.length },
    frames: frameCount(source),
    labels: Object.values(answers).reduce((sum, count) => sum + count, 0),
  };
}

async function collectTask(
  source: EpisodeSource,
  { episodes: names, options, vocabulary }: Metadata,
  { instruction, objects }: Metadata['tasks'][number],
  indices: readonly number[],
): Promise<ReportTask> {
  const { fps, features } = source;
  async function read(index: number): Promise<ReportEpisode> {
    // A file of the dataset has episodes of its own places.
    const isWhole = names.length === source.episodes.length;
    const id = (isWhole ? names : [])[index]?.source ?? source.episodes[index]?.id ?? `episode ${index}`;
    const caption = { id, index, fps, features, vocabulary, objects: objects.length };
    return readReportEpisode(await source.open(index), caption);
  }
  const chosen = chooseEpisodes(indices.length, shown.episodes).map((place) => indices[place] ?? 0);
  const episodes = await Promise.all(chosen.map(read));
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

function describeOptions({ shard, options, episodes }: Metadata): Readonly<Record<string, string>> {
  const { formulation, order, words, frame, closeThreshold, imageSize, stateLayout, tokens } = options;
  const axes = (['x', 'y', 'z'] as const).map((axis) => `${axis}: ${frame[axis].join('/')}`);
  const isAgain = episodes.some(({ positions }) => positions === 'annotation');
  const positions = [
    ...(isAgain ? ["the source's own annotation"] : []),
    ...(stateLayout === null ? [] : ['gripper events']),
  ];
  const isCloseSaid = closeThreshold !== null && closeThreshold > 0;
  return {
    ...(shard === null ? {} : { part: describeShard(shard) }),
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
