/**
 * What InSpire is, in a minute: episodes are annotated with spatial questions and answers, and a small model that was
 * trained on such data acts in the physics world, beside one that was trained without.
 */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { act } from './act.js';
import { annotateEpisodes } from './annotate-episodes.js';
import { writePage } from './page.js';

const output = resolve('out/demo');
await annotateEpisodes(output);
const episodes = await act(resolve(output, 'films'));
const page = await writePage(resolve(output, 'index.html'), episodes);
console.log(`\nFilms:   ${pathToFileURL(page).href}`);
console.log(`Dataset: ${output} (LeRobot v3.0)`);
console.log(`Report:  ${pathToFileURL(resolve(output, 'report.html')).href}`);
