/**
 * The objects that a task is about, as its BDDL lists them under `:obj_of_interest`; none where it lists none.
 *
 * Original LIBERO files carry the BDDL in an attribute. Source of the format: Lifelong-Robot-Learning/LIBERO\@8f1084e,
 * libero/libero/bddl_files.
 *
 * @example
 * ```ts
 * import { readObjectsOfInterest } from '@inspire-vla/dataset';
 *
 * console.log(readObjectsOfInterest('(define (problem P) (:obj_of_interest bowl_1 plate_1))')); // [ 'bowl_1', 'plate_1' ]
 * ```
 */
export function readObjectsOfInterest(bddl: string): readonly string[] {
  const list = /\(:obj_of_interest\s([^()]*)\)/.exec(bddl)?.[1] ?? '';
  return list.split(/\s+/).filter((name) => name !== '');
}
