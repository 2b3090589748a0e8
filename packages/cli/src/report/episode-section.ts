import { unlabelled } from '@inspire-vla/direction-labeler';
import { formatCount, formatCounted, formatTime } from './format.js';
import { frameStrip } from './frame-strip.js';
import { type Html, html } from './markup.js';
import type { Painter } from './painter.js';
import type { ReportEpisode, ReportObject } from './report-data.js';
import { timeline } from './timeline.js';

/** One episode: its pictures, and its answers over time. */
export function episodeSection(
  episode: ReportEpisode,
  objects: readonly ReportObject[],
  painter: Painter,
): Html {
  const { id, index, length, fps } = episode;
  const missing = countUnlabelled(episode);
  const facts = [
    id,
    formatCounted(length, 'frame'),
    formatTime(length, fps),
    ...(missing === 0 ? [] : [`${formatCount(missing)} unlabelled`]),
  ];
  return html`<article class="episode"><h3>Episode ${index} <span class="quiet">${facts.join(' · ')}</span></h3>
${frameStrip(episode, objects, painter)}
${timeline(episode, objects, painter)}</article>`;
}

function countUnlabelled({ codes }: ReportEpisode): number {
  return codes.reduce((sum, column) => sum + column.filter((code) => code === unlabelled).length, 0);
}
