import { InspireError, type RgbImage } from '@inspire-vla/adapter';
import { type Canvas, createCanvas, type Rgb } from './canvas.js';
import { checkPicture } from './check-picture.js';
import type { FilmAnswer, FilmFrame, FilmSubject } from './film-frame.js';
import { type FilmLayout, layOutFilm, margin, type ShownPictures, type Spot } from './film-layout.js';
import { createFont, type Font } from './font.js';

const colours = {
  truth: [120, 200, 255],
  right: [110, 220, 130],
  wrong: [255, 120, 105],
  note: [152, 158, 170],
} as const satisfies Readonly<Record<string, Rgb>>;

/** Draws the frames of a film. */
export interface FilmPainter {
  /** @throws InspireError `FILM_FRAME` for other pictures than the first frame's or broken ones, or missing answers. */
  paint(frame: FilmFrame): RgbImage;
}

/** Makes a painter; the first frame decides how large the film is. */
export function createFilmPainter(subject: FilmSubject): FilmPainter {
  const font = createFont();
  let made: { readonly shown: ShownPictures; readonly layout: FilmLayout } | null = null;
  return {
    paint({ pictures, answers, note = '' }) {
      const first = pictures[0];
      if (first === undefined) throw frameError('a frame has no picture', 'give the picture of a camera');
      for (const picture of pictures) checkPicture(picture);
      if (made === null) {
        const shown = { count: pictures.length, width: first.width, height: first.height };
        made = { shown, layout: layOutFilm(subject, shown, font) };
      }
      const { shown, layout } = made;
      checkFrame(pictures, answers, shown, subject);
      const canvas = createCanvas(
        layout.background.width,
        layout.background.height,
        font,
        layout.background.bytes,
      );
      layout.pictures.forEach(({ x, y }, index) => {
        canvas.place(pictures[index] as RgbImage, x, y, layout.scale);
      });
      layout.answers.forEach((spot, index) => {
        writeAnswer(canvas, font, spot, answers[index] ?? {});
      });
      const right = canvas.width - margin - font.widthOf(note);
      canvas.write(note, right, canvas.height - font.lineHeight, colours.note);
      return { width: canvas.width, height: canvas.height, bytes: canvas.bytes };
    },
  };
}

/** An answer with a tick or a cross where the truth is known, and the truth after a cross. */
function writeAnswer(canvas: Canvas, font: Font, { x, y }: Spot, { answer, truth }: FilmAnswer): void {
  if (answer === undefined || truth === undefined) {
    canvas.write(answer ?? truth ?? '', x, y, colours.truth);
  } else if (answer === truth) {
    canvas.write(`${answer} \u2713`, x, y, colours.right);
  } else {
    const said = `${answer} \u2717`;
    canvas.write(said, x, y, colours.wrong);
    canvas.write(`(${truth})`, x + font.widthOf(said) + 10, y, colours.truth);
  }
}

function checkFrame(
  pictures: readonly RgbImage[],
  answers: readonly FilmAnswer[],
  { count, width, height }: ShownPictures,
  { questions }: FilmSubject,
): void {
  if (
    pictures.length !== count ||
    pictures.some((picture) => picture.width !== width || picture.height !== height)
  ) {
    const sizes = pictures.map((picture) => `${picture.width}×${picture.height}`).join(', ');
    throw frameError(
      `a frame has pictures of ${sizes}, the film ${count} of ${width}×${height}`,
      'give every frame the same cameras in one size',
    );
  }
  if (answers.length !== questions.length) {
    throw frameError(
      `a frame has ${answers.length} answers, the film ${questions.length} questions`,
      'give one answer per question, {} where there is none',
    );
  }
}

function frameError(message: string, fix: string): InspireError {
  return new InspireError({ code: 'FILM_FRAME', message, fix });
}
