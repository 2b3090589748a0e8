import { writeFile } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import type { PlayedEpisode } from './act.js';

/** Writes a page with the films, the two models side by side; gives its path. */
export async function writePage(path: string, episodes: readonly PlayedEpisode[]): Promise<string> {
  const tasks = [...new Set(episodes.map(({ instruction }) => instruction))];
  const rows = tasks.map((instruction) => {
    const mine = episodes.filter((episode) => episode.instruction === instruction);
    const cells = mine.map((episode) => cell(episode, relative(dirname(path), episode.film)));
    const kind = mine[0]?.isSeen === true ? 'seen in training' : 'not seen in training';
    return `<section><h2>${instruction} <small>${kind}</small></h2><div>${cells.join('')}</div></section>`;
  });
  await writeFile(path, `${head}<h1>With and without InSpire</h1>${legend}${rows.join('\n')}\n`);
  return path;
}

const legend =
  '<p>Answers of the model are green where they are true, and red where they are not. Blue is the truth: the baseline is not asked.</p>';

function cell({ arm, isDone, length }: PlayedEpisode, film: string): string {
  const name = arm === 'inspire' ? 'with InSpire' : 'baseline';
  const end = `${isDone ? 'done' : 'not done'} after ${length.toFixed(1)} s`;
  const file = film.split(/[\\/]/).map(encodeURIComponent).join('/');
  return `<figure><img src="${file}" alt="${name}: ${end}"><figcaption>${name}: ${end}</figcaption></figure>`;
}

const head = `<!doctype html><html lang="en"><meta charset="utf-8"><title>InSpire demo</title><style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #222 }
h2 { font-size: 1.1rem } small { font-weight: normal; color: #666 }
section div { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem } figure { margin: 0 } img { width: 100% }
</style>
`;
