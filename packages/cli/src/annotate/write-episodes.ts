import { createResumableWriter, type RunJournal, type StagedDirectory } from '@inspire-vla/dataset';
import type { Job } from './job.js';
import { createCrew } from './jobs/create-crew.js';
import type { Crew } from './jobs/crew.js';
import { outputShape, writerOptions } from './output-shape.js';
import { createTally, type EpisodeNote, type Tally } from './tally.js';

/** Writes the episodes of a job that its journal does not know yet; gives what is known of all. */
export async function writeEpisodes(job: Job, staged: StagedDirectory, journal: RunJournal): Promise<Tally> {
  const crew = await createCrew(job);
  try {
    const tokenLength = await journal.remember('tokenLength', () => longestTokens(job, crew));
    return await write(job, { staged, journal, crew, tokenLength });
  } finally {
    await crew.close();
  }
}

/** What {@link write} needs besides the job. */
interface Writing {
  readonly staged: StagedDirectory;
  readonly journal: RunJournal;
  readonly crew: Crew;
  readonly tokenLength: number;
}

async function write(job: Job, { staged, journal, crew, tokenLength }: Writing): Promise<Tally> {
  const { source, options } = job;
  const shape = outputShape(job, tokenLength);
  const tally = createTally();
  let next = 0;
  function add(note: EpisodeNote): void {
    const { instruction, length } = source.episodes[next] ?? { instruction: '', length: 0 };
    tally.add(instruction, note);
    options.onFrames?.(length);
    next += 1;
  }
  const writer = await createResumableWriter<EpisodeNote>({
    format: options.to ?? 'lerobot-v3.0',
    staged,
    journal,
    writer: writerOptions(job, shape),
    onRestored: add,
  });
  try {
    if (writer.done > 0) options.onResumed?.(writer.done);
    for await (const { note, writeTo } of crew.episodes(writer.done, shape, staged.path)) {
      options.signal?.throwIfAborted();
      await writeTo(writer);
      add(note);
    }
    await writer.finish();
  } finally {
    await writer.close();
  }
  return tally;
}

/** A dataset's rows all have one length, so the longest sequence is looked for first, unless a length is given. */
async function longestTokens({ tokens, options, source }: Job, crew: Crew): Promise<number> {
  if (tokens === null) return 0;
  const given = options.tokens?.maxLength;
  if (given !== undefined) return given;
  let longest = 1;
  for await (const length of crew.tokenLengths(source.episodes.length)) longest = Math.max(longest, length);
  return longest;
}
