import { InspireError } from '@inspire-vla/adapter';

/**
 * Refuses a key that no header can carry, such as one that was read from a file with the end of its line.
 *
 * @param at - the option.
 * @param isKey - the characters that it may have; default all that a header can carry.
 * @throws InspireError `API_KEY_INVALID`, without the key.
 */
export function checkApiKey(key: string, at: string, isKey = /^[\x20-\x7e]+$/): void {
  if (isKey.test(key)) return;
  throw new InspireError({
    code: 'API_KEY_INVALID',
    message: 'an API key is empty, or has a character that no header can carry',
    at,
    fix: 'use visible ASCII characters without spaces, and no end of a line',
  });
}
