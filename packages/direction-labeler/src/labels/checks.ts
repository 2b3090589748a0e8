import { formulations, InspireError } from '@inspire-vla/adapter';
import { fineVariants } from './relation.js';

/** @throws InspireError `LABEL_THRESHOLD` for a distance that is negative or not finite. */
export function checkMetres(name: string, value: number): void {
  if (Number.isFinite(value) && value >= 0) return;
  throw new InspireError({
    code: 'LABEL_THRESHOLD',
    message: `${name} is ${value}`,
    at: name,
    fix: 'give metres, 0 or more',
  });
}

/** @throws InspireError `LABEL_LENGTHS` for columns of lengths that do not fit. */
export function checkLengths(relations: number, grasped: number | undefined, codes: number): void {
  if (relations === codes * 3 && (grasped ?? codes) === codes) return;
  throw new InspireError({
    code: 'LABEL_LENGTHS',
    message: `${relations} relation values, ${grasped ?? 'no'} grasp flags and ${codes} codes do not fit`,
    at: 'labelRelations',
    fix: 'give three relation values and one grasp flag per frame',
  });
}

/** @throws InspireError `LABEL_FORMULATION` for a formulation or a rounding that callers without types made up. */
export function checkNames(names: { readonly formulation: string; readonly fine: string }): void {
  for (const [at, known] of Object.entries({ formulation: formulations, fine: fineVariants })) {
    const name = names[at as keyof typeof names];
    if (known.some((one) => one === name)) continue;
    throw new InspireError({
      code: 'LABEL_FORMULATION',
      message: `there is no ${at} "${name}"`,
      at,
      fix: `give one of: ${known.join(', ')}`,
    });
  }
}
