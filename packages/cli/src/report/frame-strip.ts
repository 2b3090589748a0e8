import { unlabelled } from '@inspire-vla/direction-labeler';
import { answerChip } from './answer-swatch.js';
import { formatCount, formatTime } from './format.js';
import { type Html, html } from './markup.js';
import { objectBadge } from './object-badge.js';
import type { Painter } from './painter.js';
import type { ReportEpisode, ReportObject, ReportPicture } from './report-data.js';

/** The pictures of an episode, each with the questions and answers of its frame. */
export function frameStrip(episode: ReportEpisode, objects: readonly ReportObject[], painter: Painter): Html {
  if (episode.strip.length === 0) return html`<p class="quiet">No pictures of this episode.</p>`;
  return html`<ol class="strip">${episode.strip.map((picture, place) => {
    const { frame } = picture;
    const moment = html`<p class="moment"><b>${place + 1}</b> frame ${formatCount(frame)} · ${formatTime(frame, episode.fps)}</p>`;
    const answers = objects.map(({ question }, object) =>
      answerAt(frame, object, question, episode, painter),
    );
    return html`<li><figure>${image(picture, episode)}<figcaption>${moment}${answers}</figcaption></figure></li>`;
  })}</ol>`;
}

function image({ frame, mime, bytes }: ReportPicture, { id }: ReportEpisode): Html {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  return html`<img src="data:${mime};base64,${content}" alt="Frame ${frame} of ${id}" decoding="async">`;
}

function answerAt(
  frame: number,
  object: number,
  question: string,
  { codes }: ReportEpisode,
  painter: Painter,
): Html {
  const codeAt = (moment: number) => codes[object]?.[moment] ?? unlabelled;
  const isChange = frame > 0 && codeAt(frame) !== codeAt(frame - 1);
  return html`<dl class="${isChange ? 'change' : 'same'}"><dt>${objectBadge(object)} ${question}</dt>
<dd>${answerChip(codeAt(frame), painter)}${isChange ? html` <span class="quiet">new</span>` : null}</dd></dl>`;
}
