import { legend, swatch } from './answer-swatch.js';
import { distributionTable } from './distribution.js';
import { episodeSection } from './episode-section.js';
import { formatShown } from './format.js';
import { markedInstruction } from './marked-instruction.js';
import { type Html, html } from './markup.js';
import { objectTable } from './object-table.js';
import { type Painter, unlabelledWord } from './painter.js';
import type { ReportTask } from './report-data.js';
import { countsOf, isPartial } from './tally.js';

/** With more objects their table and their distributions stand one below the other. */
const besideMaximum = 2;

/** How a task is shown within a report. */
export interface TaskView {
  /** Place among the tasks. */
  readonly place: number;
  /** All answers. */
  readonly vocabulary: readonly string[];
  /** Gives the answers their colours. */
  readonly painter: Painter;
  /** Episodes to show. */
  readonly maximumEpisodes: number;
}

/** One task: instruction, objects, distribution of the answers, and some of its episodes. */
export function taskSection(task: ReportTask, view: TaskView): Html {
  const { place, vocabulary, painter, maximumEpisodes } = view;
  const { instruction, objects, episodeCount } = task;
  const shown = task.episodes.slice(0, maximumEpisodes);
  const hasTimeline = shown.length > 0 && objects.length > 0;
  return html`<section class="task" id="task-${place + 1}" aria-labelledby="task-${place + 1}-title">
<h2 id="task-${place + 1}-title">${markedInstruction(instruction, objects)}</h2>
<p class="quiet">${formatShown(shown.length, episodeCount, 'episode')}</p>
<div class="${objects.length > besideMaximum ? 'summary stacked' : 'summary'}">${objectTable(task, vocabulary)}${distributions(task, vocabulary, painter)}</div>
${hasTimeline ? legend([...painter.words, unlabelledWord], plotLegend(painter)) : null}
${shown.map((episode) => episodeSection(episode, objects, painter))}
</section>`;
}

function distributions(task: ReportTask, vocabulary: readonly string[], painter: Painter): Html {
  const tables = task.objects.map((object, index) => {
    const counted = isPartial(task, object)
      ? `, ${task.episodes.length} of ${task.episodeCount} episodes`
      : '';
    const caption = `Answers about ${object.phrase}${counted}`;
    return distributionTable(countsOf(task, index, vocabulary), vocabulary, painter, caption);
  });
  return html`<div class="distributions">${tables}</div>`;
}

function plotLegend({ hasBands }: Painter): readonly Html[] {
  return [
    ...(hasBands ? [html`<span class="quiet">several words: a band each, the first on top</span>`] : []),
    html`<span class="stroke distance" aria-hidden="true"></span>distance`,
    html`<span class="stroke height" aria-hidden="true"></span>height above the end effector`,
    html`${swatch(['held-span'])}held`,
  ];
}
