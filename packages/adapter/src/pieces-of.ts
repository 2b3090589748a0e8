import type { VlaAdapter } from './adapter.js';
import { InspireError } from './errors.js';
import type { Piece } from './layout.js';
import type { Plan } from './plan.js';

/**
 * The layout of a plan. Adapters without types may give a promise, whose pieces nobody would wait for, or a piece of a kind
 * that would be taken for an answer.
 *
 * @throws InspireError `ADAPTER_SHAPE`, and what the adapter throws.
 */
export function piecesOf(adapter: VlaAdapter, plan: Plan): readonly Piece[] {
  const pieces: unknown = adapter.layout(plan);
  if (!Array.isArray(pieces)) {
    const fix = 'return the pieces themselves, and no promise of them';
    throw wrongLayout(adapter, 'layout gives no list of pieces', fix);
  }
  const odd = pieces.findIndex((piece) => !kinds.includes(piece?.kind));
  if (odd < 0) return pieces;
  const message = `piece ${odd} of the layout is of the kind ${pieces[odd]?.kind}`;
  throw wrongLayout(adapter, message, `use one of: ${kinds.join(', ')}`);
}

const kinds: readonly unknown[] = ['fixed', 'image', 'answer', 'action'] satisfies Piece['kind'][];

function wrongLayout({ id }: VlaAdapter, message: string, fix: string): InspireError {
  return new InspireError({ code: 'ADAPTER_SHAPE', message, at: `adapter ${id}`, fix });
}
