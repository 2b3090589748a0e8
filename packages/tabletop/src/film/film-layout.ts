import { type Canvas, createCanvas, type Rgb } from './canvas.js';
import type { FilmSubject } from './film-frame.js';
import type { Font } from './font.js';

/** Pictures of a film: how many stand side by side, and their size in pixels. */
export interface ShownPictures {
  readonly count: number;
  readonly width: number;
  readonly height: number;
}

/** Where everything stands in the frames of a film, which are all alike. */
export interface FilmLayout {
  /** How many pixels wide and high a pixel of a picture is shown. */
  readonly scale: number;
  /** What is the same in every frame: the instruction and the questions. */
  readonly background: Canvas;
  /** Upper left corners of the pictures and of the answers, pixels. */
  readonly pictures: readonly Spot[];
  readonly answers: readonly Spot[];
}

/** A point of a frame, pixels. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Colours of what does not change. */
const colours = {
  paper: [24, 26, 31],
  instruction: [255, 255, 255],
  question: [152, 158, 170],
} as const satisfies Readonly<Record<string, Rgb>>;

/** Pixels around everything. */
export const margin = 12;

/** Smallest side of a shown picture, pixels; smaller pictures are shown in whole multiples. */
const shownSide = 256;

/** Pixels that an answer beside the truth takes. */
const answerRoom = 190;

/** Lays a film out: pictures above, what is said and asked below. */
export function layOutFilm(subject: FilmSubject, shown: ShownPictures, font: Font): FilmLayout {
  const scale = Math.max(1, Math.ceil(shownSide / Math.min(shown.width, shown.height)));
  const pictures = Array.from({ length: shown.count }, (_, index) => {
    return { x: margin + index * (shown.width * scale + margin), y: margin };
  });
  const width = even(margin + shown.count * (shown.width * scale + margin));
  const rows = textRows(subject, width - 2 * margin, font);
  const below = 2 * margin + shown.height * scale;
  // One row more for the note.
  const height = even(below + (rows.length + 1) * font.lineHeight + 6);
  const background = createCanvas(width, height, font);
  background.fill(0, 0, width, height, colours.paper);
  const answers: Spot[] = [];
  rows.forEach(({ text, colour, endsQuestion }, index) => {
    const y = below + index * font.lineHeight + (colour === colours.question ? 6 : 0);
    background.write(text, margin, y, colour);
    const gap = text === '' ? 0 : 10;
    if (endsQuestion) answers.push({ x: margin + font.widthOf(text) + gap, y });
  });
  return { scale, background, pictures, answers };
}

interface TextRow {
  readonly text: string;
  readonly colour: Rgb;
  /** Whether an answer follows. */
  readonly endsQuestion: boolean;
}

function textRows({ instruction, questions }: FilmSubject, width: number, font: Font): readonly TextRow[] {
  const told = font
    .wrap(instruction, width)
    .map((text) => ({ text, colour: colours.instruction, endsQuestion: false }));
  return [...told, ...questions.flatMap((question) => questionRows(question, width, font))];
}

/** A question, with a row of its own for the answer where the last has no room for it. */
function questionRows(question: string, width: number, font: Font): readonly TextRow[] {
  const lines = font.wrap(question, width);
  const isFull = font.widthOf(lines.at(-1) ?? '') + answerRoom > width;
  return [...lines, ...(isFull ? [''] : [])].map((text, index, all) => {
    return { text, colour: colours.question, endsQuestion: index === all.length - 1 };
  });
}

/** Video formats want even sides. */
function even(pixels: number): number {
  return 2 * Math.ceil(pixels / 2);
}
