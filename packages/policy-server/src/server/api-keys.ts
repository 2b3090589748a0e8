import { createHash, timingSafeEqual } from 'node:crypto';
import { InspireError } from '@inspire-vla/adapter';

/**
 * Whether an `Authorization` header carries one of the keys, as `Api-Key KEY`; without any key, everybody may.
 *
 * Hashes are compared, in constant time, so that neither time nor length says anything of a key.
 *
 * @throws InspireError `API_KEY_INVALID` for a key that no header can carry.
 */
export function createKeyCheck(keys: readonly string[]): (authorization: string | undefined) => boolean {
  for (const key of keys) {
    if (/^[\x21-\x7e]+$/.test(key)) continue;
    throw new InspireError({
      code: 'API_KEY_INVALID',
      message: 'an API key is empty, or has a character that no header can carry',
      at: 'apiKeys',
      fix: 'use visible ASCII characters without spaces',
    });
  }
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
