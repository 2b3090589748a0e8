import type { Direction, Formulation } from '@inspire-vla/adapter';

/** +1, −1, or 0 within the close threshold. */
export type Sign = 1 | -1 | 0;

/** How far, in four steps. */
export type Proximity = 'close' | 'near' | 'middle' | 'far';

/** Ways to round the numbers of the two fine formulations. */
export const fineVariants = ['minivla', 'fast'] as const;

/** Which way numbers of the two fine formulations are rounded; see {@link LabelerOptions}. */
export type FineVariant = (typeof fineVariants)[number];

/**
 * What a label says, before it has words: what the answer's text is made of.
 *
 * Axes are those of the frame, after its rotation.
 */
export type Relation =
  /** The position is not known, or has no direction. */
  | { readonly kind: 'unknown' }
  /** The gripper holds the object. */
  | { readonly kind: 'grasped' }
  /** direction-1d: within the threshold on every axis. */
  | { readonly kind: 'close' }
  /** direction-1d: the axis that speaks. */
  | {
      readonly kind: 'direction';
      readonly axis: 'x' | 'y' | 'z';
      readonly sign: 1 | -1;
      readonly direction: Direction;
    }
  /** direction-3d: one sign per axis. */
  | { readonly kind: 'directions'; readonly signs: readonly [Sign, Sign, Sign] }
  | { readonly kind: 'proximity'; readonly step: Proximity }
  /** location-3d: whole decimetres per axis; −0 is told from 0 in the `fast` variant. */
  | { readonly kind: 'location'; readonly decimetres: readonly [number, number, number] }
  /** distance: whole decimetres. */
  | { readonly kind: 'distance'; readonly decimetres: number };

/** Distances at which the rules change, metres (Koorye/Inspire\@c61328bc vla_scripts/datasets_with_vqa.py). */
export const thresholds = { close: 0.06, near: 0.2, middle: 0.3 } as const;

/** Whether a formulation's answers are numbers, so that none of them is "close". */
export function isFine(formulation: Formulation): boolean {
  return formulation === 'location-3d' || formulation === 'distance';
}
