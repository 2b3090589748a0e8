import { describe, expect, it } from 'vitest';
import { type FixtureName, fixtureNames, openFixture } from '../__fixtures__/fixtures.js';

/** Plays a fixture's script; gives the logits of every `extend`, row after row. */
async function play(name: FixtureName) {
  const { manifest, model, pictures, calls, expected } = await openFixture(name);
  const session = await model.open(pictures);
  const rows: Float32Array[] = [];
  for (const call of calls) {
    if ('rewind' in call) session.rewind(call.rewind);
    else {
      const { extend, ...options } = call;
      const { values, vocabularySize } = await session.extend(extend, { ...options, logits: 'all' });
      extend.forEach((_, row) => {
        rows.push(values.subarray(row * vocabularySize, (row + 1) * vocabularySize));
      });
    }
  }
  await session.close();
  await model.close();
  return { manifest, rows, expected };
}

describe.each(fixtureNames)('the logits of %s', (name) => {
  it('equal PyTorch’s, at the prompt, step by step and after a rewind', async () => {
    const { rows, expected } = await play(name);
    const width = expected.length / rows.length;
    let greatest = 0;
    rows.forEach((row, index) => {
      const wanted = expected.subarray(index * width, (index + 1) * width);
      const given = row.filter((value) => value !== Number.NEGATIVE_INFINITY);
      expect(given.length).toBe(width);
      given.forEach((value, column) => {
        greatest = Math.max(greatest, Math.abs(value - (wanted[column] ?? Number.NaN)));
      });
      expect(given.indexOf(Math.max(...given))).toBe(wanted.indexOf(Math.max(...wanted)));
    });
    expect(greatest).toBeLessThan(1e-4);
  });

  it('have a column for every id of the vocabulary', async () => {
    const { manifest, rows } = await play(name);
    for (const row of rows) expect(row.length).toBe(manifest.vocabulary.size);
  });
});
