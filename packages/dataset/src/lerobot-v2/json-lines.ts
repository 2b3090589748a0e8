import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { corrupt, missing } from '../lerobot/errors.js';

/**
 * Reads a file of one JSON object per line, line by line; empty lines are passed over.
 *
 * @throws InspireError `DATASET_MISSING` or `DATASET_CORRUPT`, naming file, line and field.
 */
export async function* readJsonLines<Value>(file: string, schema: z.ZodType<Value>): AsyncGenerator<Value> {
  const stream = createReadStream(file);
  // A failed stream would otherwise end the lines as if the file did.
  let failure: unknown = null;
  stream.once('error', (cause) => {
    failure = cause;
    lines.close();
  });
  const lines = createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY });
  let number = 0;
  try {
    for await (const line of lines) {
      number += 1;
      if (line.trim() !== '') yield parseLine(`${file}, line ${number}`, line, schema);
    }
  } finally {
    stream.destroy();
  }
  if (failure !== null) throw missing(file, 'the file cannot be read', failure);
}

function parseLine<Value>(at: string, line: string, schema: z.ZodType<Value>): Value {
  try {
    return schema.parse(JSON.parse(line));
  } catch (cause) {
    const issue = cause instanceof z.ZodError ? cause.issues[0] : undefined;
    if (issue === undefined) throw corrupt(at, 'the line is no JSON', cause);
    throw corrupt(`${at}, ${issue.path.join('.')}`, issue.message, cause);
  }
}
