import type { CommandContext } from '../terminal/context.js';
import { type InputLine, readLines } from '../terminal/json-lines.js';
import { createLineWriter } from '../terminal/line-writer.js';

/** What a command does with each line: the value for `--json`, and the text for a person. */
export interface LineResult {
  readonly value: unknown;
  /** Made only when it is shown. */
  text(): readonly string[];
}

/** What is read, and how results are shown. */
export interface LineRun {
  /** `-` is standard input. */
  readonly file: string;
  readonly isJson: boolean;
  /** Ends it before the next line. */
  readonly signal: AbortSignal;
}

/**
 * Runs a command that maps lines of input to lines of output.
 *
 * Results of the lines before a bad one are written before its error is raised.
 */
export async function mapLines(
  { file, isJson, signal }: LineRun,
  context: CommandContext,
  map: (line: InputLine) => LineResult,
): Promise<void> {
  const writer = createLineWriter(context.output);
  try {
    for await (const line of readLines(file, context)) {
      signal.throwIfAborted();
      const result = map(line);
      const lines = isJson ? [JSON.stringify(result.value)] : result.text();
      for (const text of lines) await writer.write(text);
    }
  } finally {
    await writer.close();
  }
}
