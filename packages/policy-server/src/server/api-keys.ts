import { createHash, timingSafeEqual } from 'node:crypto';
import { checkApiKey } from '../protocol/check-api-key.js';

/**
 * Whether an `Authorization` header carries one of the keys, as `Api-Key KEY`; without any key, everybody may.
 *
 * Hashes are compared, in constant time, so that neither time nor length says anything of a key.
 *
 * @throws InspireError `API_KEY_INVALID` for a key that no header can carry.
 */
export function createKeyCheck(keys: readonly string[]): (authorization: string | undefined) => boolean {
  for (const key of keys) checkApiKey(key, 'apiKeys', /^[\x21-\x7e]+$/);
  const wanted = keys.map(digest);
  if (wanted.length === 0) return () => true;
  return (authorization = '') => {
    const [, given = ''] = /^Api-Key +(\S+)$/i.exec(authorization) ?? [];
    const actual = digest(given);
    // Every key is looked at, so that time does not say which one came near.
    return wanted.filter((hash) => timingSafeEqual(hash, actual)).length > 0;
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
