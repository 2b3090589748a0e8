import { readFile } from 'node:fs/promises';
import { InspireError } from '@inspire-vla/adapter';
import { createObjectFinder, type InstructionObject } from '@inspire-vla/prompt-builder';
import { z } from 'zod';

/** An object that a task's questions are about. */
export interface TaskObject {
  readonly phrase: string;
  readonly head: string;
  readonly role: InstructionObject['role'];
  /** Span [start, end) in the instruction; null for an object that the user gave. */
  readonly span: readonly [start: number, end: number] | null;
  /** Words of the preposition before it, e.g. "on"; left out where there is none. */
  readonly preposition?: string;
  /** The body that the user says it is; null to link it by name. */
  readonly body: string | null;
}

const overridesSchema = z.record(
  z.string(),
  z.array(z.object({ phrase: z.string().min(1), body: z.string().min(1).optional() })),
);

/** Objects by instruction, as `--objects FILE.json` gives them. */
export type ObjectOverrides = z.infer<typeof overridesSchema>;

/**
 * Reads a file of object overrides: `{"<instruction>": [{"phrase", "body"?}]}`.
 *
 * @throws InspireError `OVERRIDES_INVALID` where it cannot be read or has another shape.
 */
export async function readOverrides(file: string): Promise<ObjectOverrides> {
  try {
    return overridesSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    const issue = cause instanceof z.ZodError ? cause.issues[0] : undefined;
    throw new InspireError({
      code: 'OVERRIDES_INVALID',
      message: issue?.message ?? (cause instanceof Error ? cause.message : String(cause)),
      at: issue === undefined ? file : `${file}, ${issue.path.join('.')}`,
      fix: 'write {"<instruction>": [{"phrase": "the bowl", "body": "bowl_1_main"}]}; body may be left out',
      cause,
    });
  }
}

/** Makes the function that gives an instruction's objects: the user's where given, else those found in the text. */
export function createTaskObjects(
  overrides: ObjectOverrides,
): (instruction: string) => readonly TaskObject[] {
  const finder = createObjectFinder();
  return (instruction) => {
    const given = overrides[instruction];
    if (given === undefined) return finder.find(instruction).map(fromText);
    return given.map(({ phrase, body }) => ({
      phrase,
      head: finder.find(phrase)[0]?.head ?? phrase,
      role: 'target',
      span: null,
      body: body ?? null,
    }));
  };
}

function fromText({ phrase, head, role, preposition, start, end }: InstructionObject): TaskObject {
  const introduced = preposition === '' ? {} : { preposition };
  return { phrase, head, role, ...introduced, span: [start, end], body: null };
}
