/** Writes a miniature model folder and gives its path; `plain` has one camera and no state, `unasked` is asked nothing, `turned` has the gripper open at 1 where its robot has it closed. */
export function makeModel(directory: string, kind?: 'full' | 'plain' | 'unasked' | 'turned'): string;
