import { appendFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InspireError } from '@inspire-vla/adapter';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exampleCameras, exampleEpisode, exampleFeatures } from '../lerobot/__fixtures__/example.js';
import { createStagedDirectory } from '../staging.js';
import { type OutputFormat, outputFormats } from '../writing/create-writer.js';
import { createResumableWriter } from './resumable-writer.js';
import { openRunJournal } from './run-journal.js';

let folder = '';
let out = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'resume-'));
  out = join(folder, 'out');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

// Small enough that LeRobot v3.0 closes a data file every few episodes.
const declared = {
  fps: 20,
  robotType: 'panda',
  features: exampleFeatures,
  cameras: exampleCameras,
  dataFileSizeInMegabytes: 0.003,
};

const lengths = [3, 5, 2, 7, 4, 6, 1, 3];

/** How a run ends. */
type Ending = 'whole' | 'unfinished' | number;

interface Run {
  /** Episodes that an earlier run had done. */
  readonly done: number;
  readonly notes: readonly string[];
}

/** Writes the episodes until the end, or leaves everything as a kill would after so many, or after `finish`. */
async function run(format: OutputFormat, ending: Ending, identity = { seed: 1 }): Promise<Run> {
  const staged = await createStagedDirectory(out, { resume: true });
  try {
    const journal = await openRunJournal(staged, identity);
    const notes: string[] = [];
    const onRestored = (note: string) => notes.push(note);
    const writer = await createResumableWriter({ format, staged, journal, writer: declared, onRestored });
    const { done } = writer;
    const end = typeof ending === 'number' ? Math.max(done, ending) : lengths.length;
    for (let index = done; index < end; index += 1) {
      const note = `episode ${index}`;
      await writer.writeEpisode(exampleEpisode(index, lengths[index] ?? 0), note);
      notes.push(note);
    }
    if (typeof ending !== 'number') await writer.finish();
    await writer.close();
    await journal.close();
    if (ending === 'whole') await staged.commit();
    return { done, notes };
  } finally {
    staged.leave();
  }
}

/** All files below a folder, by their path. */
async function filesOf(directory: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const contents = await Promise.all(files.map((file) => readFile(file, 'base64')));
  return new Map(files.map((file, index) => [file.slice(directory.length), contents[index] ?? '']));
}

const partial = (name: string) => join(folder, `.out.inspire-partial-${name}`);

describe.each(outputFormats)('a resumed run that writes %s', (format) => {
  let undisturbed: ReadonlyMap<string, string> = new Map();
  beforeEach(async () => {
    await run(format, 'whole');
    undisturbed = await filesOf(out);
    await rm(out, { recursive: true });
  });

  it('ends with the same bytes and notes, wherever and however often it was cut off', async () => {
    const endings = fc.array(fc.oneof(fc.nat(lengths.length), fc.constant('unfinished' as const)), {
      maxLength: 4,
    });
    const tail = fc.uint8Array({ maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(endings, tail, async (kills, torn) => {
        for (const ending of kills) {
          await run(format, ending);
          // What a kill may leave: half an entry, and files that nothing speaks of.
          await appendFile(partial('journal'), torn);
          await writeFile(join(partial('files'), 'half-written'), torn);
        }
        const { notes } = await run(format, 'whole');
        expect(notes).toEqual(lengths.map((_, index) => `episode ${index}`));
        expect(await filesOf(out)).toEqual(undisturbed);
        expect(await readdir(folder)).toEqual(['out']);
        await rm(out, { recursive: true });
      }),
      { numRuns: 15 },
    );
  });

  it('does not write again what was written', async () => {
    // HDF5 files cannot be taken apart again: LIBERO begins anew once they are put together.
    await run(format, format === 'libero-hdf5' ? lengths.length : 'unfinished');
    const { done } = await run(format, 'whole');
    expect(done).toBeGreaterThan(0);
    expect(await filesOf(out)).toEqual(undisturbed);
  });

  it('begins anew where a file that the journal speaks of is shorter or gone', async () => {
    await run(format, 'unfinished');
    for (const file of await readdir(partial('files'), { recursive: true, withFileTypes: true })) {
      if (file.isFile()) await truncate(join(file.parentPath, file.name), 1);
    }
    expect(await run(format, 'whole')).toMatchObject({ done: 0 });
    expect(await filesOf(out)).toEqual(undisturbed);
  });
});

describe('the journal of a run', () => {
  it('names what differs from the run that was cut off, which stays as it is', async () => {
    await run('lerobot-v2.1', 'unfinished');
    const before = await filesOf(partial('files'));
    await expect(run('lerobot-v2.1', 'whole', { seed: 2 })).rejects.toMatchObject({
      code: 'RESUME_DIFFERS',
      message: 'seed was 1 in the run that was cut off, and is 2 now',
    });
    expect(await filesOf(partial('files'))).toEqual(before);
    expect((await run('lerobot-v2.1', 'whole')).done).toBeGreaterThan(0);
  });

  it('remembers what was computed before the first episode', async () => {
    const values: number[] = [];
    for (const value of [1, 2]) {
      const staged = await createStagedDirectory(out, { resume: true });
      const journal = await openRunJournal(staged, {});
      values.push(await journal.remember('length', async () => value));
      await journal.close();
      staged.leave();
    }
    expect(values).toEqual([1, 1]);
  });

  it('tells of a checkpoint that could not be written', async () => {
    const staged = await createStagedDirectory(out);
    const journal = await openRunJournal(staged, {});
    const checkpoint = { episodes: 1, files: new Map([['gone', 1]]) };
    const entry = { record: null, note: null };
    await journal.add(0, entry, checkpoint);
    const outcome = () =>
      journal.add(1, entry, null).then(
        () => 'added',
        (error: InspireError) => error.code,
      );
    await expect.poll(outcome, { timeout: 30_000 }).toBe('OUTPUT_NOT_WRITABLE');
    await journal.close();
    await staged.discard();
  });
});
