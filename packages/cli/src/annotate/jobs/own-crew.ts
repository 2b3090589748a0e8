import type { Job } from '../job.js';
import { noteEpisode } from '../note-episode.js';
import { type AnnotatedEpisode, openAnnotated } from '../open-annotated.js';
import { featuresRead, labelled, outputEpisode } from '../output-episode.js';
import type { Crew } from './crew.js';

/** Annotates in this thread. */
export function createOwnCrew(job: Job): Crew {
  return {
    async *episodes(first, shape) {
      job.source.willRead?.(featuresRead(job, shape.features), { isWithRecords: true });
      for await (const annotated of annotatedEpisodes(job, first)) {
        const note = await noteEpisode(job, annotated);
        const episode = await outputEpisode(job, annotated, shape);
        yield { note, writeTo: (writer) => writer.writeEpisode(episode, note) };
      }
    },
    async *tokenLengths(count) {
      for (let index = 0; index < count; index += 1) {
        yield (await job.tokens?.maker.longest(labelled(await openAnnotated(job, index)))) ?? 0;
      }
    },
    close: async () => undefined,
  };
}

/**
 * All episodes from one on, in order; each is labelled while the one before is written, which leaves a processor
 * idle.
 */
async function* annotatedEpisodes(job: Job, first: number): AsyncGenerator<AnnotatedEpisode> {
  const open = (index: number) => {
    const opened = openAnnotated(job, index);
    // Nobody waits for it yet; whoever does is told.
    opened.catch(() => undefined);
    return opened;
  };
  const { length } = job.source.episodes;
  let next = first < length ? open(first) : null;
  for (let index = first + 1; next !== null; index += 1) {
    const annotated: AnnotatedEpisode = await next;
    next = index < length ? open(index) : null;
    yield annotated;
  }
}
