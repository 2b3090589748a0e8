import type { VlaAdapter } from './adapter.js';
import { InspireError } from './errors.js';
import type { Piece } from './layout.js';
import type { Plan } from './plan.js';

/**
 * The layout of a plan. Adapters without types may give a promise, whose pieces nobody would wait for.
 *
 * @throws InspireError `ADAPTER_SHAPE`, and what the adapter throws.
 */
export function piecesOf(adapter: VlaAdapter, plan: Plan): readonly Piece[] {
  const pieces: unknown = adapter.layout(plan);
  if (Array.isArray(pieces)) return pieces;
  throw new InspireError({
    code: 'ADAPTER_SHAPE',
    message: 'layout gives no list of pieces',
    at: `adapter ${adapter.id}`,
    fix: 'return the pieces themselves, and no promise of them',
  });
}
