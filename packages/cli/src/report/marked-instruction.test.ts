import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTags, readText } from './__fixtures__/read-html.js';
import { exampleObject } from './__fixtures__/report-data.js';
import { markedInstruction } from './marked-instruction.js';

const text = 'open the top drawer of the cabinet';

/** The marked text of each object, and the lane of its line. */
function linesOf(instruction: string, spans: readonly (readonly [number, number])[]) {
  const document = markedInstruction(
    instruction,
    spans.map((span) => exampleObject({ span, role: 'target' })),
  ).html;
  return spans.map((_, object) => {
    const pieces = [...document.matchAll(/<mark>((?:<i .*?<\/i>)+)(.*?)<\/mark>/gs)];
    const own = pieces.filter(([, lines = '']) => lines.includes(`class="object-${object}"`));
    const lane = own.flatMap(([, lines = '']) =>
      [...lines.matchAll(/class="object-(\d)" style="--lane:(\d)"/g)].flatMap(([, place, found]) =>
        Number(place) === object ? [Number(found)] : [],
      ),
    );
    return { text: own.map(([, , piece = '']) => piece).join(''), lanes: [...new Set(lane)] };
  });
}

describe('markedInstruction', () => {
  it('underlines a phrase and names its role once', () => {
    const document = markedInstruction(text, [exampleObject({ span: [5, 34], role: 'fixture' })]).html;
    expect(document.match(/1 fixture/g)).toHaveLength(1);
    expect(linesOf(text, [[5, 34]])).toEqual([{ text: 'the top drawer of the cabinet', lanes: [0] }]);
  });

  it('puts a phrase within another nearer to the text', () => {
    expect(
      linesOf(text, [
        [5, 34],
        [23, 34],
      ]),
    ).toEqual([
      { text: 'the top drawer of the cabinet', lanes: [1] },
      { text: 'the cabinet', lanes: [0] },
    ]);
  });

  it('marks phrases that overlap, each in a lane of its own', () => {
    const lines = linesOf(text, [
      [5, 19],
      [9, 34],
    ]);
    expect(lines.map((line) => line.text)).toEqual(['the top drawer', 'top drawer of the cabinet']);
    expect(lines.map(({ lanes }) => lanes)).toEqual([[0], [1]]);
  });

  it('ignores what is not in the text', () => {
    for (const span of [
      [40, 50],
      [8, 8],
      [9, 3],
      [-5, 0],
    ] as const) {
      expect(markedInstruction(text, [exampleObject({ span })]).html).not.toContain('<i');
    }
    expect(markedInstruction(text, [exampleObject({ span: null })]).html).not.toContain('<i');
  });

  it('keeps the instruction as it is', () => {
    const spans = fc.array(fc.tuple(fc.integer({ min: -3, max: 40 }), fc.integer({ min: -3, max: 40 })), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), spans, (instruction, found) => {
        const { html } = markedInstruction(
          instruction,
          found.map((span) => exampleObject({ span, role: '' })),
        );
        expect(readText(html)).toBe(instruction);
        expect(() => readTags(html)).not.toThrow();
      }),
    );
  });
});
