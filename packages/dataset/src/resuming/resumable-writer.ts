import type { StagedDirectory } from '../staging.js';
import { createWriter, type OutputFormat } from '../writing/create-writer.js';
import type {
  DatasetTotals,
  DatasetWriter,
  EncodedEpisode,
  EpisodeInput,
  EpisodeReceipt,
  WriterOptions,
} from '../writing/dataset-writer.js';
import type { RunJournal } from './run-journal.js';

/** A writer whose episodes are written down in a journal as well. */
export interface ResumableWriter<Note> {
  /** Episodes that an earlier run has written: the first to be written here is the one with this number. */
  readonly done: number;
  /** Appends an episode, with what the run must know of it to go on after it. */
  writeEpisode(episode: EpisodeInput, note: Note): Promise<void>;
  /** The same for one that an encoder has made. */
  writeEncoded(episode: EncodedEpisode, note: Note): Promise<void>;
  finish(): Promise<DatasetTotals>;
  close(): Promise<void>;
}

/** Options of {@link createResumableWriter}. */
export interface ResumableWriterOptions<Note> {
  readonly format: OutputFormat;
  readonly staged: StagedDirectory;
  readonly journal: RunJournal;
  readonly writer: Omit<WriterOptions, 'directory'>;
  /** Told the note of each episode that an earlier run has written, in order. */
  readonly onRestored: (note: Note) => void;
}

/**
 * Makes a writer that goes on where the journal of a staged folder ends. Where its files do not bear the journal out,
 * or the format cannot go on, it begins anew.
 *
 * @throws InspireError what the format's writer raises.
 *
 * @example
 * ```ts no-run
 * import { createResumableWriter, createStagedDirectory, openRunJournal } from '@inspire-vla/dataset';
 *
 * const staged = await createStagedDirectory('annotated', { resume: true });
 * const journal = await openRunJournal(staged, { source: 'libero_goal' });
 * const notes: string[] = [];
 * const features = [{ name: 'state', type: 'float32', shape: [1], names: null }] as const;
 * const writer = await createResumableWriter<string>({
 *   format: 'lerobot-v2.1',
 *   staged,
 *   journal,
 *   writer: { fps: 20, robotType: null, features, cameras: [] },
 *   onRestored: (note) => notes.push(note),
 * });
 * for (let index = writer.done; index < 1000; index += 1) {
 *   const columns = new Map([['state', Float32Array.of(index)]]);
 *   await writer.writeEpisode({ instruction: 'wait', length: 1, columns, pictures: async () => [] }, `episode ${index}`);
 * }
 * await writer.finish();
 * await writer.close();
 * await journal.close();
 * await staged.commit();
 * ```
 */
export async function createResumableWriter<Note>(
  options: ResumableWriterOptions<Note>,
): Promise<ResumableWriter<Note>> {
  const { staged, journal, format, onRestored } = options;
  const begin = () => createWriter(format, { ...options.writer, directory: staged.path });
  let writer = await begin();
  const done = await restore(writer, journal, onRestored);
  if (done === 0 && journal.progress() !== null) {
    await writer.close();
    await journal.startAnew();
    writer = await begin();
  }
  let index = done;
  async function add({ record, checkpoint }: EpisodeReceipt, note: Note): Promise<void> {
    await journal.add(index, { record, note }, checkpoint);
    index += 1;
  }
  return {
    done,
    writeEpisode: async (episode, note) => add(await writer.writeEpisode(episode), note),
    writeEncoded: async (episode, note) => add(await writer.writeEncoded(episode), note),
    finish: () => writer.finish(),
    close: () => writer.close(),
  };
}

async function restore<Note>(
  writer: DatasetWriter,
  journal: RunJournal,
  onRestored: (note: Note) => void,
): Promise<number> {
  const progress = journal.progress();
  if (progress === null) return 0;
  async function* records(entries: AsyncIterable<{ readonly record: unknown; readonly note: unknown }>) {
    for await (const { record, note } of entries) {
      // Notes were given to a writer of the same run.
      onRestored(note as Note);
      yield record;
    }
  }
  const isRestored = await writer.restore(progress.files, records(progress.entries()));
  return isRestored ? progress.episodes : 0;
}
