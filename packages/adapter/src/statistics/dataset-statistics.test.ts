import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createNormalizer,
  findUnnormKey,
  parseDatasetStatistics,
  selectDataset,
  serializeDatasetStatistics,
} from './index.js';

const action = {
  mean: [0.1, 0.5],
  std: [0.2, 0.5],
  max: [1.0, 1.0],
  min: [-1.0, 0.0],
  q01: [-0.5, 0.0],
  q99: [0.5, 1.0],
  mask: [true, false],
};
const { mask: _, ...proprio } = action;
const file = {
  libero_spatial_no_noops: { action, proprio, num_transitions: 52_970, num_trajectories: 432 },
  libero_goal: { action, num_transitions: 1, num_trajectories: 1 },
};

describe('dataset_statistics.json', () => {
  it('is read by dataset and fits the normaliser', () => {
    const datasets = parseDatasetStatistics(JSON.stringify(file));
    const spatial = datasets.get('libero_spatial_no_noops');
    expect(spatial).toMatchObject({ transitions: 52_970, trajectories: 432 });
    expect(spatial?.action.mask).toEqual([true, false]);
    expect(spatial?.proprio?.mask).toBeNull();
    expect(datasets.get('libero_goal')?.proprio).toBeNull();
    const normalizer = createNormalizer('bounds-q99', selectDataset(datasets, 'libero_goal').action);
    expect([...normalizer.unnormalize([1, 0.25])]).toEqual([0.5, 0.25]);
  });

  it('is written as it was read, in the order of the reference', () => {
    const text = serializeDatasetStatistics(parseDatasetStatistics(JSON.stringify(file)));
    expect(JSON.stringify(JSON.parse(text))).toBe(JSON.stringify(file));
  });

  it('comes back number for number', () => {
    const feature = fc.integer({ min: 1, max: 3 }).chain((length) => {
      const size = { minLength: length, maxLength: length };
      const numbers = fc
        .array(fc.double({ noNaN: true, noDefaultInfinity: true }), size)
        .map((values) => Float64Array.from(values, (value) => value + 0));
      return fc.record({
        mean: numbers,
        standardDeviation: numbers,
        minimum: numbers,
        maximum: numbers,
        q01: numbers,
        q99: numbers,
        mask: fc.option(fc.array(fc.boolean(), size)),
      });
    });
    const dataset = fc.record({
      action: feature,
      proprio: fc.option(feature),
      transitions: fc.nat(),
      trajectories: fc.nat(),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), dataset)), (entries) => {
        const datasets = new Map(entries);
        expect(new Map(parseDatasetStatistics(serializeDatasetStatistics(datasets)))).toEqual(datasets);
      }),
    );
  });

  it.each([
    ['no action', '{"a":{"num_transitions":1,"num_trajectories":1}}', 'a.action'],
    [
      'a count below 0',
      JSON.stringify({ a: { ...file.libero_goal, num_transitions: -1 } }),
      'a.num_transitions',
    ],
    [
      'a mask of numbers',
      JSON.stringify({ a: { ...file.libero_goal, action: { ...action, mask: [1, 0] } } }),
      'a.action.mask',
    ],
    [
      'arrays of different length',
      JSON.stringify({ a: { ...file.libero_goal, action: { ...action, q99: [1] } } }),
      'a.action.q99',
    ],
  ])('with %s is refused, naming the place', (_name, broken, at) => {
    expect(() => parseDatasetStatistics(broken)).toThrow(
      expect.objectContaining({ code: 'STATISTICS_INVALID', at }),
    );
  });

  it('cannot be written with infinity', () => {
    const datasets = parseDatasetStatistics(JSON.stringify(file));
    const goal = selectDataset(datasets, 'libero_goal');
    const broken = {
      ...goal,
      action: { ...goal.action, maximum: Float64Array.of(1, Number.POSITIVE_INFINITY) },
    };
    expect(() => serializeDatasetStatistics(new Map([['a', broken]]))).toThrow(
      expect.objectContaining({ code: 'STATISTICS_NOT_FINITE', at: 'a.action.max[1]' }),
    );
  });
});

describe('findUnnormKey', () => {
  it('takes the name itself before the one without no-ops', () => {
    expect(findUnnormKey(['libero_goal_no_noops', 'libero_goal'], 'libero_goal')).toBe('libero_goal');
    expect(findUnnormKey(['libero_goal_no_noops'], 'libero_goal')).toBe('libero_goal_no_noops');
  });

  it('finds no other name, and none that every object has', () => {
    expect(findUnnormKey(['libero_goal_no_noops'], 'libero_10')).toBeNull();
    expect(findUnnormKey([], 'toString')).toBeNull();
  });
});

describe('selectDataset', () => {
  const datasets = parseDatasetStatistics(JSON.stringify(file));

  it('takes the name itself, else the one without no-ops', () => {
    expect(selectDataset(datasets, 'libero_goal').transitions).toBe(1);
    expect(selectDataset(datasets, 'libero_spatial').transitions).toBe(52_970);
    const both = new Map([...datasets, ['libero_spatial', selectDataset(datasets, 'libero_goal')] as const]);
    expect(selectDataset(both, 'libero_spatial').transitions).toBe(1);
  });

  it('needs no name where there is one dataset', () => {
    const [first] = datasets;
    expect(selectDataset(new Map(first === undefined ? [] : [first])).transitions).toBe(52_970);
  });

  it('lists the names that are there', () => {
    for (const name of ['libero_10', undefined]) {
      expect(() => selectDataset(datasets, name)).toThrow(
        expect.objectContaining({
          code: 'UNNORM_KEY_UNKNOWN',
          fix: 'use one of: libero_spatial_no_noops, libero_goal',
        }),
      );
    }
  });

  it('says of a file without any dataset that it has none', () => {
    const error = { code: 'UNNORM_KEY_UNKNOWN', message: 'there are no statistics of any dataset' };
    expect(() => selectDataset(parseDatasetStatistics('{}'))).toThrow(expect.objectContaining(error));
  });
});
