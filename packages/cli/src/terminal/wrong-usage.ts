import { InspireError } from '@inspire-vla/adapter';
import { usageCode } from './print-error.js';

/** Makes the error of options that do not go together, which ends with the status of wrong usage. */
export function wrongUsage(message: string, fix: string): InspireError {
  return new InspireError({ code: usageCode, message, fix });
}
