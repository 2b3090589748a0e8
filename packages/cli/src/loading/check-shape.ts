import type { VlaAdapter } from '@inspire-vla/adapter';
import { wrongUsage } from '../terminal/wrong-usage.js';

/** What options say of chunks of actions. */
interface GivenShape {
  readonly horizon?: number | undefined;
  readonly dimensions?: number | undefined;
}

/** @throws InspireError `USAGE` for a shape that the codec does not take: its chunks would have their own all the same. */
export function checkShape(
  { actions: { id, shape } }: Pick<VlaAdapter, 'actions'>,
  { horizon, dimensions }: GivenShape,
): void {
  if (shape === null) return;
  const isSame =
    (horizon ?? shape.horizon) === shape.horizon && (dimensions ?? shape.dimensions) === shape.dimensions;
  if (isSame) return;
  throw wrongUsage(
    `the codec ${id} gives chunks of ${shape.horizon} × ${shape.dimensions} numbers, whatever --horizon and --dimensions say`,
    'leave them out, or, for a codec that takes any shape, give both',
  );
}
