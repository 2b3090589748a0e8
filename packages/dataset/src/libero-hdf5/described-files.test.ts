import { describe, expect, it } from 'vitest';
import type { Demonstration } from './demonstration.js';
import { orderWritten } from './described-files.js';
import type { DescribedFeature } from './description.js';
import { alignedRows, allRows } from './frame-rows.js';

function feature(name: string, width: number): DescribedFeature {
  return { name, type: 'float32', shape: [width], names: null, datasets: [name] };
}

function demonstration(file: string, index: number, features: readonly DescribedFeature[]): Demonstration {
  const description = {
    ...{ version: 1 as const, instruction: 'lift the cup', fps: 20, robotType: null, cameras: [] },
    ...{ features: [...features], objectsOfInterest: [] },
    episodes: [{ index, length: 5, infos: 'none' as const }],
  };
  const summary = { id: file, instruction: 'lift the cup', length: 5, cameras: [] };
  const rows = alignedRows(allRows(5), 5);
  const group = 'data/demo_0';
  const absent = new Set<string>();
  return {
    file,
    group,
    layout: 'described',
    rows,
    steps: 5,
    objectsOfInterest: [],
    summary,
    absent,
    description,
  };
}

const names = (demonstrations: readonly Demonstration[]) =>
  demonstrations.map(({ file, description }) => [file, description?.features.map(({ name }) => name)]);

describe('files that we wrote', () => {
  it('keep their annotation where all have the same', () => {
    const features = [feature('state', 8), feature('inspire.relation', 6)];
    const files = [demonstration('b', 1, features), demonstration('a', 0, features)];
    expect(names(orderWritten(files))).toEqual([
      ['a', ['state', 'inspire.relation']],
      ['b', ['state', 'inspire.relation']],
    ]);
  });

  it('leave it out where recordings were annotated for different numbers of objects', () => {
    const files = [
      demonstration('a', 0, [feature('state', 8), feature('inspire.relation', 6)]),
      demonstration('b', 1, [feature('state', 8), feature('inspire.relation', 9)]),
    ];
    expect(names(orderWritten(files))).toEqual([
      ['a', ['state']],
      ['b', ['state']],
    ]);
  });

  it('are no dataset where anything else differs', () => {
    const files = [
      demonstration('a', 0, [feature('state', 8)]),
      demonstration('b', 1, [feature('state', 7)]),
    ];
    expect(() => orderWritten(files)).toThrow(/other features/);
  });
});
