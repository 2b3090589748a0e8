import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { InspireError } from '@inspire-vla/adapter';
import type { z } from 'zod';
import type { CommandContext } from './context.js';

/** A line of input with its place, e.g. `plans.jsonl:12`. */
export interface InputLine {
  readonly text: string;
  readonly at: string;
}

/**
 * Reads the non-empty lines of a file, or of standard input for `-`.
 *
 * Lines end at `\n` only: Node's readline would also cut at U+2028, which JSON allows inside a string.
 *
 * @throws InspireError `INPUT_MISSING` where the file cannot be read.
 */
export async function* readLines(file: string, context: CommandContext): AsyncGenerator<InputLine> {
  const isStandard = file === '-';
  const name = isStandard ? 'standard input' : file;
  const stream = isStandard ? context.input : createReadStream(file);
  let number = 0;
  for await (const line of splitLines(stream, name)) {
    number += 1;
    const text = (number === 1 ? line.replace(/^\uFEFF/, '') : line).replace(/\r$/, '');
    if (text.trim() !== '') yield { text, at: `${name}:${number}` };
  }
}

async function* splitLines(stream: Readable, name: string): AsyncGenerator<string> {
  let rest = '';
  stream.setEncoding('utf8');
  try {
    for await (const chunk of stream) {
      const lines = (rest + String(chunk)).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } catch (cause) {
    throw unreadable(name, cause);
  }
  if (rest !== '') yield rest;
}

function unreadable(name: string, cause: unknown): InspireError {
  const { code, message } = cause as NodeJS.ErrnoException;
  return new InspireError({
    code: 'INPUT_MISSING',
    message: code === 'ENOENT' ? 'the input file does not exist' : `the input cannot be read (${message})`,
    at: name,
    fix: 'give the path of a readable file, or - for standard input',
    cause,
  });
}

/** What a line holds. */
export interface LineFormat<Schema extends z.ZodType> {
  readonly schema: Schema;
  /** The same for a person, e.g. `{"text":"…"}`. */
  readonly shape: string;
}

/**
 * Parses a line of JSON.
 *
 * @throws InspireError `INPUT_SYNTAX` for text that is no JSON, `INPUT_SHAPE` for JSON of another shape.
 */
export function parseLine<Schema extends z.ZodType>(
  line: InputLine,
  { schema, shape }: LineFormat<Schema>,
): z.infer<Schema> {
  const result = schema.safeParse(parseJson(line, shape));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const field = issue === undefined ? '' : issue.path.join('.');
  const message = issue?.message ?? 'the line has another shape than expected';
  throw new InspireError({
    code: 'INPUT_SHAPE',
    message: message.endsWith('received undefined') ? 'the field is missing' : message,
    at: field === '' ? line.at : `${line.at}, field ${field}`,
    fix: `write a line as ${shape}`,
  });
}

function parseJson(line: InputLine, shape: string): unknown {
  try {
    return JSON.parse(line.text);
  } catch (cause) {
    throw new InspireError({
      code: 'INPUT_SYNTAX',
      message: `the line is no JSON (${cause instanceof Error ? cause.message : String(cause)})`,
      at: line.at,
      fix: `give one JSON object per line, as ${shape}`,
      cause,
    });
  }
}
