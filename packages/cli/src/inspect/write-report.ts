import { randomBytes } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { InspireError } from '@inspire-vla/adapter';
import { type Episode, type EpisodeSource, openDataset, type Picture } from '@inspire-vla/dataset';
import { annotationFeatures } from '../annotate/annotation-columns.js';
import type { Metadata } from '../annotate/metadata.js';
import { createReport, type ReportEpisode, type ReportTask } from '../report/report.js';
import { readMetadata } from './read-metadata.js';

/** Episodes shown per task, and pictures shown per episode. */
const shown = { episodes: 3, pictures: 8 } as const;

/**
 * Writes the HTML report of an annotated dataset.
 *
 * @throws InspireError `NOT_ANNOTATED` for a dataset without questions and answers.
 */
export async function writeReport(
  directory: string,
  file: string,
  title = 'InSpire annotation',
): Promise<void> {
  const metadata = await readMetadata(directory);
  if (metadata === null) throw notAnnotated(directory);
  const source = await openDataset(directory);
  try {
    const report = await collect(source, metadata, title);
    await mkdir(dirname(file), { recursive: true });
    const partial = `${file}.partial-${randomBytes(4).toString('hex')}`;
    await writeFile(partial, report);
    await rename(partial, file);
  } finally {
    await source.close();
  }
}

async function collect(source: EpisodeSource, metadata: Metadata, title: string): Promise<string> {
  const { counts, options, vocabulary, problems } = metadata;
  const tasks: ReportTask[] = [];
  for (const { instruction, objects } of metadata.tasks) {
    const indices = source.episodes.flatMap((episode, index) =>
      episode.instruction === instruction ? [index] : [],
    );
    const episodes: ReportEpisode[] = [];
    for (const index of indices.slice(0, shown.episodes)) {
      const name = metadata.episodes[index]?.source ?? `episode ${index}`;
      episodes.push(await readEpisode(await source.open(index), name, source.fps));
    }
    tasks.push({ instruction, objects, episodes, hidden: indices.length - episodes.length });
  }
  const totals = [
    ['episodes', String(counts.episodes)],
    ['frames', String(counts.frames)],
    ['labels', String(counts.labels)],
    ['unlabelled', String(counts.unlabelled)],
    ['formulation', options.formulation],
    ['source', `${metadata.source.name} (${metadata.source.format})`],
  ] as const;
  return createReport({ title, totals, vocabulary, counts: counts.answers, problems, tasks });
}

async function readEpisode(episode: Episode, id: string, fps: number): Promise<ReportEpisode> {
  const questions = String((await episode.column(annotationFeatures.question))[0] ?? '')
    .split('\n')
    .filter((question) => question !== '');
  const lines = [...(await episode.column(annotationFeatures.answer))].map((line) =>
    String(line).split('\n'),
  );
  const answers = questions.map((_, object) => lines.map((line) => line[object] ?? ''));
  const camera = episode.cameras[0]?.name;
  const strip: { frame: number; url: string }[] = [];
  for (const frame of camera === undefined ? [] : spread(episode.length)) {
    const [picture] = await episode.pictures(camera ?? '', frame, frame + 1);
    if (picture !== undefined) strip.push({ frame, url: dataUrl(picture) });
  }
  return { id, length: episode.length, fps, questions, answers, strip };
}

/** Frames at equal distances, the first and the last among them. */
function spread(length: number): readonly number[] {
  const count = Math.min(length, shown.pictures);
  return Array.from({ length: count }, (_, index) =>
    Math.round((index * (length - 1)) / Math.max(1, count - 1)),
  );
}

function dataUrl({ encoding, bytes }: Picture): string {
  return `data:image/${encoding};base64,${Buffer.from(bytes).toString('base64')}`;
}

function notAnnotated(directory: string): InspireError {
  return new InspireError({
    code: 'NOT_ANNOTATED',
    message: 'the dataset has no questions and answers to report on',
    at: directory,
    fix: 'run inspire annotate first, and give its output',
  });
}
