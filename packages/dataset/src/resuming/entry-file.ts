import type { FrameFile } from './frame-file.js';
import type { JournalEntry } from './run-journal.js';

/** The frames of a journal, with what is written down of single episodes gathered in one frame for many. */
export interface EntryFile extends FrameFile {
  /** Takes down an episode: nothing counts before a checkpoint, so it waits in memory for the next frame. */
  add(index: number, entry: JournalEntry): Promise<void>;
}

/** Episodes that follow one another. */
export interface EntriesFrame {
  readonly kind: 'episodes';
  /** Number of the first. */
  readonly first: number;
  readonly entries: readonly JournalEntry[];
}

/** Episodes that wait in memory at most. */
const mostWaiting = 1024;

/** Gathers episodes, since a write of its own for each of thousands takes longer than to annotate them. */
export function createEntryFile(frames: FrameFile): EntryFile {
  let waiting: { readonly first: number; readonly entries: JournalEntry[] } | null = null;
  async function writeWaiting(): Promise<void> {
    if (waiting === null) return;
    const { first, entries } = waiting;
    waiting = null;
    await frames.append({ kind: 'episodes', first, entries } satisfies EntriesFrame);
  }
  return {
    async add(index, entry) {
      waiting ??= { first: index, entries: [] };
      waiting.entries.push(entry);
      if (waiting.entries.length >= mostWaiting) await writeWaiting();
    },
    async append(value) {
      // One after another: a checkpoint must not stand there without its episodes.
      await writeWaiting();
      await frames.append(value);
    },
    sync: () => frames.sync(),
    close: () => frames.close(),
  };
}
