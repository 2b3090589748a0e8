import { InspireError } from '@inspire-vla/adapter';

/** The error of a task that names what its scene does not have, or what cannot do what is asked of it. */
export function missingName(name: string): InspireError {
  return new InspireError({
    code: 'TASK_INVALID',
    message: `the scene has no ${name} that could be used so`,
    at: name,
    fix: 'name a thing of the scene, the drawer of a cabinet or the button of a stove',
  });
}
