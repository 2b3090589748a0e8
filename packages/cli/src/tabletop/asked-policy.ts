import type { TabletopPolicy } from '@inspire-vla/tabletop';
import type { AskedWords } from './truths.js';

/** A policy, and what it is asked where that is known. */
export interface AskedPolicy extends TabletopPolicy {
  readonly asked?: AskedWords;
}
