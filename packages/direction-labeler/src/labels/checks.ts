import { type Formulation, formulations, InspireError } from '@inspire-vla/adapter';
import { type FineVariant, fineVariants } from './relation.js';

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

/** @throws InspireError `LABEL_FORMULATION` for one that callers without types made up. */
export function checkFormulation(formulation: Formulation): void {
  if (formulations.includes(formulation)) return;
  throw new InspireError({
    code: 'LABEL_FORMULATION',
    message: `there is no formulation "${formulation}"`,
    at: 'formulation',
    fix: `give one of: ${formulations.join(', ')}`,
  });
}

/** @throws InspireError `LABEL_FORMULATION` for a rounding that callers without types made up. */
export function checkFine(fine: FineVariant): void {
  if (fineVariants.includes(fine)) return;
  throw new InspireError({
    code: 'LABEL_FORMULATION',
    message: `there is no rounding "${fine}"`,
    at: 'fine',
    fix: `give one of: ${fineVariants.join(', ')}`,
  });
}
