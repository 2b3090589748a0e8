import { InspireError } from '@inspire-vla/adapter';

/** Whether a declaration passes the check of a format's writer, which raises an InspireError where it does not. */
export function holds(check: () => unknown): boolean {
  try {
    check();
    return true;
  } catch (error) {
    if (InspireError.isInstance(error)) return false;
    throw error;
  }
}
