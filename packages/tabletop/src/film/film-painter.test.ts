import type { RgbImage } from '@inspire-vla/adapter';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FilmAnswer } from './film-frame.js';
import { createFilmPainter } from './film-painter.js';
import { createFont } from './font.js';
import { glyphs } from './glyphs.js';

const picture = (level: number, side = 64): RgbImage => {
  return { width: side, height: side, bytes: new Uint8Array(side * side * 3).fill(level) };
};
const questions = ['where is it?', 'and the other?'];
const paint = (answers: readonly FilmAnswer[]) =>
  createFilmPainter({ instruction: 'go', questions }).paint({
    pictures: [picture(77), picture(88)],
    answers,
  });

/** How many pixels of a picture have a colour. */
function count({ bytes }: RgbImage, colour: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 3) {
    if (colour.every((value, channel) => bytes[at + channel] === value)) sum += 1;
  }
  return sum;
}

const [right, wrong, truth] = [
  [110, 220, 130],
  [255, 120, 105],
  [120, 200, 255],
] as const;

describe('a frame', () => {
  it('shows every pixel of every picture, enlarged', () => {
    const frame = paint([{}, {}]);
    expect(count(frame, [77, 77, 77])).toBe(256 * 256);
    expect(count(frame, [88, 88, 88])).toBe(256 * 256);
    expect([frame.width % 2, frame.height % 2]).toEqual([0, 0]);
  });

  it('tells right answers, wrong ones and the bare truth by colour', () => {
    const frames = [
      paint([{ answer: 'left', truth: 'left' }, {}]),
      paint([{ answer: 'left', truth: 'up' }, {}]),
      paint([{ truth: 'up' }, { answer: 'up' }]),
    ];
    const inks = frames.map((frame) => [right, wrong, truth].map((colour) => count(frame, colour) > 0));
    expect(inks).toEqual([
      [true, false, false],
      [false, true, true],
      [false, false, true],
    ]);
  });

  it('is refused where it is not like the film', () => {
    const painter = createFilmPainter({ instruction: 'go', questions });
    const refused = expect.objectContaining({ code: 'FILM_FRAME' });
    expect(() => painter.paint({ pictures: [], answers: [{}, {}] })).toThrow(refused);
    const broken = { ...picture(1), bytes: new Uint8Array(3) };
    expect(() => painter.paint({ pictures: [broken], answers: [{}, {}] })).toThrow(refused);
    painter.paint({ pictures: [picture(1)], answers: [{}, {}] });
    expect(() => painter.paint({ pictures: [picture(1)], answers: [{}] })).toThrow(refused);
    expect(() => painter.paint({ pictures: [picture(1, 96)], answers: [{}, {}] })).toThrow(refused);
    expect(() => painter.paint({ pictures: [picture(1), picture(1)], answers: [{}, {}] })).toThrow(refused);
  });
});

describe('the letters', () => {
  it('are all there, each with rows of one length, and no two alike but the hyphen and the dash', () => {
    for (let code = 32; code < 127; code += 1) expect(glyphs).toHaveProperty([String.fromCharCode(code)]);
    for (const [character, drawing] of Object.entries(glyphs)) {
      expect(new Set(drawing.split(' ').map((row) => row.length)).size, character).toBe(1);
      expect(drawing, character).toMatch(/^[ .#]+$/);
    }
    const drawings = Object.values(glyphs);
    expect(drawings.length - new Set(drawings).size).toBe(1);
  });

  it('stay within the width that a text is said to take', () => {
    const font = createFont();
    fc.assert(
      fc.property(fc.string(), (text) => {
        let farthest = -1;
        font.draw(text, (x) => {
          farthest = Math.max(farthest, x);
        });
        expect(farthest).toBeLessThan(Math.max(1, font.widthOf(text)));
      }),
    );
  });

  it('are wrapped between words and lose none', () => {
    const font = createFont();
    const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1 });
    fc.assert(
      fc.property(words, fc.integer({ min: 50, max: 600 }), (all, width) => {
        const lines = font.wrap(all.join(' '), width);
        expect(lines.join(' ')).toBe(all.join(' '));
        for (const line of lines) expect(line.includes(' ') && font.widthOf(line) > width).toBe(false);
      }),
    );
  });
});
