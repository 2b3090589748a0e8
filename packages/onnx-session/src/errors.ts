import { InspireError } from '@inspire-vla/adapter';

/** Makes the error of a model folder whose parts do not fit each other. */
export function misfit(code: string, message: string, at: string): InspireError {
  return new InspireError({
    code,
    message,
    at,
    fix: 'export the model anew, and copy the folder as a whole',
  });
}

/** Makes the error of a session or model that is used wrongly. */
export function misuse(code: string, message: string, fix: string, at = 'session'): InspireError {
  return new InspireError({ code, message, at, fix });
}
