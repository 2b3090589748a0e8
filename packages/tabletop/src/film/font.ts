import { glyphs, unknownGlyph } from './glyphs.js';

/** A letter at twice its drawn size: one byte per pixel, 1 is ink. */
interface Letter {
  readonly width: number;
  readonly height: number;
  readonly ink: Uint8Array;
}

/** Letters of one size. */
export interface Font {
  /** Pixels from one line of text to the next. */
  readonly lineHeight: number;
  /** Pixels that a text takes. */
  widthOf(text: string): number;
  /** Breaks a text at its spaces into lines of at most `width` pixels; a longer word has a line of its own. */
  wrap(text: string, width: number): readonly string[];
  /** Calls `dot` for every pixel of ink; the upper left corner of the first letter is at (0, 0). */
  draw(text: string, dot: (x: number, y: number) => void): void;
}

/** Pixels between letters. */
const gap = 2;

/** Makes the font of films: 14 pixels high, with rounded corners. */
export function createFont(): Font {
  const letters = new Map<string, Letter>();
  const letterOf = (character: string) => {
    const letter = letters.get(character) ?? double(parse(glyphs[character] ?? unknownGlyph));
    letters.set(character, letter);
    return letter;
  };
  const widthOf = (text: string) =>
    Math.max(
      0,
      Array.from(text).reduce((sum, next) => sum + letterOf(next).width + gap, -gap),
    );
  return {
    lineHeight: 22,
    widthOf,
    wrap(text, width) {
      const lines: string[] = [];
      for (const word of text.split(/\s+/)) {
        const longer = `${lines.at(-1) ?? ''} ${word}`.trim();
        if (lines.length > 0 && widthOf(longer) <= width) lines[lines.length - 1] = longer;
        else lines.push(word);
      }
      return lines;
    },
    draw(text, dot) {
      let left = 0;
      for (const character of text) {
        const { width, ink } = letterOf(character);
        for (const [index, value] of ink.entries()) {
          if (value === 1) dot(left + (index % width), Math.floor(index / width));
        }
        left += width + gap;
      }
    },
  };
}

function parse(drawing: string): Letter {
  const rows = drawing.split(' ');
  const ink = Uint8Array.from(rows.join(''), (character) => (character === '#' ? 1 : 0));
  return { width: rows[0]?.length ?? 0, height: rows.length, ink };
}

/** Doubles a letter and rounds its corners: a quarter of a pixel takes the ink of the two neighbours that it touches. */
function double({ width, height, ink }: Letter): Letter {
  const at = (x: number, y: number) =>
    x >= 0 && y >= 0 && x < width && y < height ? (ink[y * width + x] ?? 0) : 0;
  const large = new Uint8Array(4 * width * height);
  for (const [index, own] of ink.entries()) {
    const [x, y] = [index % width, Math.floor(index / width)];
    const [up, left, right, down] = [at(x, y - 1), at(x - 1, y), at(x + 1, y), at(x, y + 1)];
    const isEven = up === down || left === right;
    const quarters = isEven
      ? [own, own, own, own]
      : [
          left === up ? left : own,
          up === right ? right : own,
          left === down ? left : own,
          down === right ? right : own,
        ];
    quarters.forEach((value, quarter) => {
      large[(2 * y + Math.floor(quarter / 2)) * 2 * width + 2 * x + (quarter % 2)] = value;
    });
  }
  return { width: 2 * width, height: 2 * height, ink: large };
}
