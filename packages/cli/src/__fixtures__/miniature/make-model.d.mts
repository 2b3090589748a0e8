/** Writes a miniature model folder and gives its path; `plain` has one camera and no state. */
export function makeModel(directory: string, kind?: 'full' | 'plain' | 'unasked'): string;
