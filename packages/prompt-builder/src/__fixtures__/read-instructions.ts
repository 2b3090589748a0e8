import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An instruction with the phrases that a person would ask about. */
export interface AnnotatedInstruction {
  readonly text: string;
  readonly phrases: readonly string[];
  /** Phrases that may be asked about or not. */
  readonly optional: readonly string[];
}

/** Our own instructions, in the order in which they were written. */
export type InstructionFile =
  | 'instructions.txt'
  | 'instructions-second.txt'
  | 'instructions-third.txt'
  | 'instructions-fourth.txt'
  | 'instructions-fifth.txt'
  | 'instructions-sixth.txt'
  | 'instructions-seventh.txt'
  | 'instructions-eighth.txt'
  | 'instructions-ninth.txt';

/**
 * Reads our own instructions: `text => phrase; ?optional phrase`, one a line, `# style` between them.
 *
 * We wrote them in the styles of BridgeData, DROID, RT-1, CALVIN, ALOHA, Language-Table, RoboCasa, humanoids and the
 * factory; no line is taken from those datasets. Each file was written after the rules for the ones before it.
 */
export function readInstructions(file: InstructionFile): readonly AnnotatedInstruction[] {
  const lines = readFileSync(join(import.meta.dirname, file), 'utf8').split('\n');
  return lines.filter((line) => / =>( |$)/.test(line)).map(parseLine);
}

function parseLine(line: string): AnnotatedInstruction {
  const arrow = line.lastIndexOf(' =>');
  const phrases = line
    .slice(arrow + 3)
    .split(';')
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '');
  return {
    text: line.slice(0, arrow),
    phrases: phrases.filter((phrase) => !phrase.startsWith('?')),
    optional: phrases.filter((phrase) => phrase.startsWith('?')).map((phrase) => phrase.slice(1)),
  };
}
