import type { Column, Feature } from '@inspire-vla/dataset';
import { annotationFeatures } from '../../annotate/annotation-columns.js';
import type { DatasetProblem } from './problem.js';

/** Looks for values that are no numbers. Unknown positions of an annotation are NaN by intent. */
export function checkValues(
  id: string,
  length: number,
  features: readonly Feature[],
  columns: ReadonlyMap<string, Column>,
): readonly DatasetProblem[] {
  return features.flatMap(({ name, type }): readonly DatasetProblem[] => {
    if (!type.startsWith('float') || name === annotationFeatures.relation) return [];
    const frame = firstNonFinite(columns.get(name) ?? [], length);
    if (frame === null) return [];
    return [
      { code: 'not-finite', at: `${id}, frame ${frame}, ${name}`, message: 'a value is NaN or infinite' },
    ];
  });
}

function firstNonFinite(column: ArrayLike<unknown>, length: number): number | null {
  for (let index = 0; index < column.length; index += 1) {
    if (!Number.isFinite(column[index])) return Math.floor((index * length) / column.length);
  }
  return null;
}
