import { InspireError } from '@inspire-vla/adapter';
import { usageCode } from '../../terminal/print-error.js';
import type { AnnotateOptions } from '../options.js';

/**
 * Refuses one of several parts whose sequences would be as long as its own longest: each part would have another
 * length, and no two could be merged. To measure the whole source would be to tokenise all of it for every part.
 *
 * @throws InspireError `USAGE`.
 */
export function checkPartLength({ shard, tokens }: Pick<AnnotateOptions, 'shard' | 'tokens'>): void {
  if (shard === undefined || shard.count === 1 || tokens === undefined) return;
  if (tokens.maxLength !== undefined) return;
  throw new InspireError({
    code: usageCode,
    message: `shard ${shard.index}/${shard.count} with tokens needs --max-length: each part has another longest frame, and parts of several lengths do not merge`,
    fix: 'give --max-length, the same for all parts',
  });
}
