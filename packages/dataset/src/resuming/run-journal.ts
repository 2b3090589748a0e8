import { InspireError } from '@inspire-vla/adapter';
import { outputError } from '../output-error.js';
import type { StagedDirectory } from '../staging.js';
import type { Checkpoint } from '../writing/dataset-writer.js';
import type { FileMarks } from '../writing/file-marks.js';
import { createCheckpointLog } from './checkpoint-log.js';
import { createEntryFile, type EntriesFrame, type EntryFile } from './entry-file.js';
import { openFrames, readFrames } from './frame-file.js';

/** What decides a run's output, by name; two runs that agree in all of it give the same bytes. */
export type RunIdentity = Readonly<Record<string, unknown>>;

/** What is written down of an episode. */
export interface JournalEntry {
  /** The writer's own record. */
  readonly record: unknown;
  /** What else a run needs of the episode. */
  readonly note: unknown;
}

/** What an earlier run has done. */
export interface Progress {
  /** Episodes that need not be written again. */
  readonly episodes: number;
  /** The files that hold them. */
  readonly files: FileMarks;
  /** What was written down of them, in order. */
  entries(): AsyncIterable<JournalEntry>;
}

/** How far a run is, on disk, so that another can go on where it was killed. */
export interface RunJournal {
  /** Null where there is nothing to go on with. */
  progress(): Progress | null;
  /** A value that is computed once, and taken from the journal by a run that goes on. */
  remember<Value>(name: string, compute: () => Promise<Value>): Promise<Value>;
  /** Episodes that a run after this one need not write again, by what is on the disk now. */
  settled(): number;
  /** Writes down an episode that stands in the files, if not yet safely. */
  add(index: number, entry: JournalEntry, checkpoint: Checkpoint | null): Promise<void>;
  /** Forgets all, and empties the staged folder. */
  startAnew(): Promise<void>;
  close(): Promise<void>;
}

/** Kinds of values in the file. */
type JournalFrame =
  | { readonly kind: 'identity'; readonly identity: RunIdentity }
  | { readonly kind: 'memory'; readonly name: string; readonly value: unknown }
  | EntriesFrame
  | { readonly kind: 'checkpoint'; readonly checkpoint: Checkpoint };

/** What {@link scan} finds. */
interface Found {
  readonly identity: RunIdentity;
  readonly memory: Map<string, unknown>;
  readonly episodes: number;
  readonly files: FileMarks;
  /** Bytes of the file that are whole. */
  readonly end: number;
}

/**
 * Opens the journal of a staged folder, to go on with what a dead run has left, or to begin a new one.
 *
 * @throws InspireError `RESUME_DIFFERS` where what was left is of a run with another identity, naming what differs;
 * `OUTPUT_NOT_WRITABLE` or `OUTPUT_DISK_FULL`.
 */
export async function openRunJournal(staged: StagedDirectory, identity: RunIdentity): Promise<RunJournal> {
  const found = staged.isLeftover ? await scan(staged.journal) : null;
  if (found !== null) checkIdentity(found.identity, identity, staged);
  const memory = found?.memory ?? new Map<string, unknown>();
  let progress: Progress | null = found === null || found.episodes === 0 ? null : progressOf(found, staged);
  let frames = await open(staged, found);
  let checkpoints = createCheckpointLog(staged.path, frames, progress?.episodes ?? 0);

  async function open({ journal }: StagedDirectory, kept: Found | null): Promise<EntryFile> {
    // A leftover without anything settled may hold files, which nobody knows.
    if (kept === null || kept.episodes === 0) await staged.clear();
    const file = createEntryFile(
      await openFrames(journal, kept === null || kept.episodes === 0 ? 0 : kept.end),
    );
    if (kept !== null && kept.episodes > 0) return file;
    await file.append({ kind: 'identity', identity } satisfies JournalFrame);
    for (const [name, value] of memory) await file.append({ kind: 'memory', name, value });
    return file;
  }

  const guarded = <Result>(job: () => Promise<Result>): Promise<Result> =>
    job().catch((cause: unknown) => {
      throw outputError(cause, staged.path);
    });

  return {
    progress: () => progress,
    settled: () => checkpoints.settled(),
    async remember<Value>(name: string, compute: () => Promise<Value>): Promise<Value> {
      // What this name stands for is known to the caller only, who has put it there.
      if (memory.has(name)) return memory.get(name) as Value;
      const value = await compute();
      memory.set(name, value);
      await guarded(() => frames.append({ kind: 'memory', name, value } satisfies JournalFrame));
      return value;
    },
    add: (index, entry, checkpoint) =>
      guarded(async () => {
        await frames.add(index, entry);
        if (checkpoint !== null) checkpoints.add(checkpoint);
        checkpoints.rethrow();
      }),
    startAnew: () =>
      guarded(async () => {
        await checkpoints.close();
        await frames.close();
        progress = null;
        frames = await open(staged, null);
        checkpoints = createCheckpointLog(staged.path, frames, 0);
      }),
    close: () =>
      guarded(async () => {
        await checkpoints.close();
        await frames.close();
      }),
  };
}

/** Reads what counts at the last checkpoint. Null where not even the identity is whole. */
async function scan(journal: string): Promise<Found | null> {
  let identity: RunIdentity | null = null;
  let [episodes, end] = [0, 0];
  const memory = new Map<string, unknown>();
  const files = new Map<string, number>();
  for await (const frame of readFrames(journal)) {
    const value = frame.value as JournalFrame;
    ({ end } = frame);
    if (value.kind === 'identity') ({ identity } = value);
    if (value.kind === 'memory') memory.set(value.name, value.value);
    if (value.kind !== 'checkpoint') continue;
    ({ episodes } = value.checkpoint);
    for (const [path, size] of value.checkpoint.files) files.set(path, size);
  }
  return identity === null ? null : { identity, memory, episodes, files, end };
}

function progressOf({ episodes, files }: Found, { journal }: StagedDirectory): Progress {
  return { episodes, files, entries: () => readEntries(journal, episodes) };
}

/** The entries of the first episodes. One that a later run wrote again is the same again. */
async function* readEntries(journal: string, episodes: number): AsyncGenerator<JournalEntry> {
  let next = 0;
  for await (const frame of readFrames(journal)) {
    const value = frame.value as JournalFrame;
    if (value.kind !== 'episodes') continue;
    for (const [place, entry] of value.entries.entries()) {
      if (value.first + place !== next || next >= episodes) continue;
      next += 1;
      yield entry;
    }
  }
}

function checkIdentity(earlier: RunIdentity, now: RunIdentity, staged: StagedDirectory): void {
  const names = new Set([...Object.keys(earlier), ...Object.keys(now)]);
  const different = [...names].find((name) => textOf(earlier[name]) !== textOf(now[name]));
  if (different === undefined) return;
  throw new InspireError({
    code: 'RESUME_DIFFERS',
    message: `${different} was ${shortText(earlier[different])} in the run that was cut off, and is ${shortText(now[different])} now`,
    at: staged.path,
    fix: 'give the same source and options as then, or --overwrite without --resume to begin anew',
  });
}

function textOf(value: unknown): string {
  return JSON.stringify(value) ?? 'not given';
}

/** A person needs to see that it differs, not a list of a thousand objects. */
function shortText(value: unknown): string {
  const text = textOf(value);
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
