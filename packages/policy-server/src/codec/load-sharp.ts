import { InspireError } from '@inspire-vla/adapter';

/**
 * Loads the npm package `sharp`, which only those need who bring pictures of other kinds or sizes.
 *
 * @param message - what cannot be done without it.
 * @throws InspireError `SHARP_MISSING`.
 */
export async function loadSharp(message: string): Promise<typeof import('sharp')> {
  try {
    return await import('sharp');
  } catch (cause) {
    throw new InspireError({ code: 'SHARP_MISSING', message, fix: 'npm install sharp', cause });
  }
}
