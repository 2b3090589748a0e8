export { type ApngEncoder, createApngEncoder } from './apng.js';
export { createFilm, type Film, type FilmOptions, filmEndings } from './film.js';
export type { FilmAnswer, FilmFrame, FilmSubject } from './film-frame.js';
export { createFilmPainter, type FilmPainter } from './film-painter.js';
