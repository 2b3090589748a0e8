import { type Column, canHold, type EpisodeSource, type LanguageRow } from '@inspire-vla/dataset';
import { annotationFeatures, hasAnswers } from './annotation-columns.js';
import { languageEventsFeature } from './language-events.js';
import type { Metadata } from './metadata.js';
import type { AnnotateOptions } from './options.js';

/**
 * What of a source's dialogue is not handed on, as it was made from the answers that are replaced: nothing, the rows
 * that an earlier annotation wrote, or the whole feature, where nobody else has written any.
 */
export type StaleEvents = 'none' | 'rows' | 'feature';

const { name } = languageEventsFeature;
const { question, answer } = annotationFeatures;

/**
 * Finds what of the dialogue is stale. All episodes are looked through only where the source's annotation wrote
 * dialogue, and this one does not.
 *
 * @param recorded - what the source says of its annotation.
 */
export async function findStaleEvents(
  source: EpisodeSource,
  { to = 'lerobot-v3.0', languageEvents, signal }: AnnotateOptions,
  recorded: Metadata | null,
): Promise<StaleEvents> {
  const isStale = recorded?.options.languageEvents !== undefined && languageEvents === undefined;
  const isThere = source.features.some((feature) => feature.name === name) && hasAnswers(source.features);
  if (!isStale || !isThere || !canHold(to, languageEventsFeature)) return 'none';
  const names = [name, question, answer];
  source.willRead?.(names);
  for (const index of source.episodes.keys()) {
    signal?.throwIfAborted();
    const episode = await source.open(index);
    const read = await Promise.all(names.map(async (one) => [one, await episode.column(one)] as const));
    if (othersRows(new Map(read)).some((rows) => rows.length > 0)) return 'rows';
  }
  return 'feature';
}

/** The dialogue of an episode without the questions and answers that its annotation tells of. */
export function othersRows(columns: ReadonlyMap<string, Column>): readonly (readonly LanguageRow[])[] {
  const [events, questions, answers] = [name, question, answer].map((one) => columns.get(one) ?? []);
  return Array.from<unknown, readonly LanguageRow[]>(events ?? [], (rows, frame) => {
    const said = { user: linesOf(questions?.[frame]), assistant: linesOf(answers?.[frame]) };
    return Array.isArray(rows) ? rows.filter((row) => !isOwn(row, said)) : [];
  });
}

interface Said {
  readonly user: readonly string[];
  readonly assistant: readonly string[];
}

function isOwn({ style, role, content }: LanguageRow, said: Said): boolean {
  const isSpeaker = role === 'user' || role === 'assistant';
  return style === 'vqa' && isSpeaker && content !== null && said[role].includes(content);
}

function linesOf(text: unknown): readonly string[] {
  return String(text ?? '').split('\n');
}
