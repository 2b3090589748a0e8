import type { VlaAdapter } from './adapter.js';
import { InspireError } from './errors.js';
import type { Piece } from './layout.js';
import { piecesOf } from './pieces-of.js';

/**
 * Whether a robot's state stands in the backbone's text: programs give a backbone that takes none `state: null`.
 *
 * @example
 * ```ts
 * import { takesState, type VlaAdapter } from '@inspire-vla/adapter';
 *
 * export const stateFor = (adapter: VlaAdapter, state: readonly number[]) => (takesState(adapter) ? state : null);
 * ```
 */
export function takesState(adapter: VlaAdapter): boolean {
  const example = adapter.example();
  if (example.state !== null) return showsState(piecesOf(adapter, example));
  try {
    return showsState(piecesOf(adapter, { ...example, state: [0] }));
  } catch (error) {
    if (InspireError.isInstance(error) && error.code === 'PLAN_UNSUPPORTED') return false;
    throw error;
  }
}

function showsState(pieces: readonly Piece[]): boolean {
  return pieces.some((piece) => piece.kind === 'fixed' && piece.role === 'state');
}
