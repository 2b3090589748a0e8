import type { Column, EpisodeSource } from '@inspire-vla/dataset';
import type { DatasetProblem } from './problem.js';

/** Room for rounding beyond the range. */
const tolerance = 1e-5;

/** Part of the values that must lie inside for actions to count as normalised. */
const normalised = 0.99;

/** Gathers how actions lie to the range [−1, 1]. */
export interface ActionCheck {
  add(id: string, columns: ReadonlyMap<string, Column>, length: number): void;
  finish(): readonly DatasetProblem[];
}

/**
 * Looks for actions outside of [−1, 1] in datasets that are normalised: LIBERO's by convention, others where at least
 * 99 % of a dimension's values lie inside. Actions in metres or radians are as they are.
 */
export function createActionCheck({ format, features }: EpisodeSource): ActionCheck {
  const feature = features.find(({ name, type }) => /^actions?$/.test(name) && type.startsWith('float'));
  const width = feature?.shape.reduce((product, axis) => product * axis, 1) ?? 0;
  const counts = Array.from({ length: width }, () => ({ outside: 0, worst: 0, at: '' }));
  let frames = 0;
  return {
    add(id, columns, length) {
      const values = columns.get(feature?.name ?? '') ?? [];
      frames += length;
      for (const [dimension, count] of counts.entries()) {
        for (let frame = 0; frame < length; frame += 1) {
          const size = Math.abs(Number(values[frame * width + dimension]));
          // What is no number is told of elsewhere.
          if (!(size > 1 + tolerance && Number.isFinite(size))) continue;
          count.outside += 1;
          count.worst = Math.max(count.worst, size);
          if (count.at === '') count.at = `${id}, frame ${frame}, ${feature?.name}[${dimension}]`;
        }
      }
    },
    finish: () =>
      counts.flatMap(({ outside, worst, at }): readonly DatasetProblem[] => {
        const isNormalised = format === 'libero-hdf5' || outside <= (1 - normalised) * frames;
        if (outside === 0 || !isNormalised) return [];
        const message = `${outside} of ${frames} values lie outside of [−1, 1], up to ${Number(worst.toPrecision(4))} in size`;
        return [{ code: 'action-range', at, message }];
      }),
  };
}
