import type { DatasetProblem } from './problem.js';

/** Looks for an episode without instruction, and for frames whose task has no text or is another. */
export function checkInstruction(
  id: string,
  instruction: string,
  perFrame: readonly (string | null)[] | null,
): readonly DatasetProblem[] {
  const problems: DatasetProblem[] = [];
  if (instruction.trim() === '')
    problems.push({ code: 'no-instruction', at: id, message: 'the episode has no instruction' });
  const empty = perFrame?.indexOf(null) ?? -1;
  if (empty >= 0) {
    const message = 'the frame names a task that has no text';
    problems.push({ code: 'task-without-text', at: `${id}, frame ${empty}`, message });
  }
  const other = perFrame?.findIndex((text) => text !== null && text !== instruction) ?? -1;
  if (other >= 0) {
    const message = `the frame's task is "${perFrame?.[other]}", the episode's "${instruction}"`;
    problems.push({ code: 'several-tasks', at: `${id}, frame ${other}`, message });
  }
  return problems;
}

/** Looks for instructions in which no object is found: nothing can be asked about them. */
export function checkObjects(
  tasks: readonly { readonly instruction: string; readonly objects: readonly unknown[] }[],
): readonly DatasetProblem[] {
  return tasks
    .filter(({ instruction, objects }) => instruction.trim() !== '' && objects.length === 0)
    .map(({ instruction }) => {
      const message = 'no object is found in the instruction (--objects FILE.json names them)';
      return { code: 'no-object', at: `"${instruction}"`, message };
    });
}
