import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { InspireError } from '@inspire-vla/adapter';
import { describe, expect, it } from 'vitest';
import { outputError } from './output-error.js';

describe('outputError', () => {
  it.each([
    ['ENOSPC: no space left on device, write', 'OUTPUT_DISK_FULL'],
    ['IO Error: Could not write file "x": No space left on device', 'OUTPUT_DISK_FULL'],
    ['EDQUOT: disk quota exceeded, write', 'OUTPUT_DISK_FULL'],
    ["EACCES: permission denied, mkdir '/disk/full'", 'OUTPUT_NOT_WRITABLE'],
  ])('says of "%s" that it is %s', (message, code) => {
    expect(outputError(new Error(message), 'out')).toMatchObject({ code, at: 'out' });
  });

  it('keeps an error that is already ours', () => {
    const error = new InspireError({ code: 'OUTPUT_EXISTS', message: 'there' });
    expect(outputError(error, 'out')).toBe(error);
  });

  // Linux has a device that is always full.
  it.skipIf(!existsSync('/dev/full'))('knows a full disk when it meets one', async () => {
    const cause: unknown = await writeFile('/dev/full', 'text').catch((error: unknown) => error);
    expect(outputError(cause, '/dev/full')).toMatchObject({ code: 'OUTPUT_DISK_FULL' });
  });
});
