import { createObjectFinder } from '../object-finder.js';

const finder = createObjectFinder();

/** The objects of an instruction with their roles, as a line: "fork target, mat destination, rag target held". */
export function rolesOf(text: string): string {
  return finder
    .find(text)
    .map(({ phrase, role, isHeld }) => `${phrase.replace('the ', '')} ${role}${isHeld ? ' held' : ''}`)
    .join(', ');
}
