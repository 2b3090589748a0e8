import type { Metadata } from '../annotate/metadata.js';
import { describeShard } from '../annotate/shard.js';
import { type CommandContext, colours } from '../terminal/context.js';
import { writeLines } from '../terminal/line-writer.js';
import { noteLines, problemLines } from '../terminal/problem-lines.js';
import { table } from '../terminal/table.js';

/**
 * Prints what an annotation gave: JSON Lines of the tasks and a summary, or text for a person.
 *
 * @param out - the folder that was made; null where none was, as in a dry run.
 */
export async function printAnnotation(
  metadata: Metadata,
  out: string | null,
  isJson: boolean,
  context: CommandContext,
): Promise<void> {
  const lines = isJson ? jsonLines(metadata, out) : textLines(metadata, out, context);
  await writeLines(context.output, lines);
}

function jsonLines(
  { shard, tasks, problems, omitted, counts, options: { stateLayout } }: Metadata,
  out: string | null,
): readonly string[] {
  return [
    ...tasks.map((task) => JSON.stringify(task)),
    JSON.stringify({ summary: { out, shard, ...counts, stateLayout, omitted, problems } }),
  ];
}

function textLines(
  { shard, tasks, counts, problems, omitted, options, episodes }: Metadata,
  out: string | null,
  context: CommandContext,
): readonly string[] {
  const colour = colours(context);
  const { stateLayout, tokens } = options;
  const gripper = tokens?.actionGripper ?? null;
  const origins = new Set(episodes.map(({ positions }) => positions));
  const unlinked = colour.yellow(unlinkedText(origins));
  const positions = [
    ...(origins.has('annotation') ? ["from the source's own annotation"] : []),
    ...(stateLayout === null ? [] : [layoutText(stateLayout)]),
  ];
  return [
    ...tasks.flatMap(({ instruction, objects }) => [
      colour.bold(instruction),
      ...table(objects.map(({ phrase, role, body }) => ['', phrase, colour.cyan(role), body ?? unlinked])),
    ]),
    '',
    ...table([
      ...(shard === null ? [] : [['part', describeShard(shard)]]),
      ['episodes', String(counts.episodes)],
      ['frames', String(counts.frames)],
      [
        'labels',
        Object.entries(counts.answers)
          .map(([answer, count]) => `${answer} ${count}`)
          .join(', '),
      ],
      ['unlabelled', String(counts.unlabelled)],
      ...(positions.length === 0 ? [] : [['positions', positions.join('; ')]]),
      ...(gripper === null ? [] : [['actions', `gripper ${gripper}`]]),
      ['output', out ?? 'none, since this was a dry run'],
    ]),
    ...noteLines(omitted).map(colour.dim),
    ...problemLines(problems).map(colour.yellow),
  ];
}

/** What stands in place of a body's name. */
function unlinkedText(origins: ReadonlySet<string>): string {
  if (origins.has('gripper-events')) return 'by gripper events';
  return origins.has('annotation') ? "by the source's annotation" : '?';
}

/** The layout in words, for a person to confirm. */
function layoutText({ layout, origin }: NonNullable<Metadata['options']['stateLayout']>): string {
  const { position, gripper } = layout;
  const { metresPerUnit } = position;
  const unit = metresPerUnit === 1 ? '' : ` of ${metresPerUnit} m`;
  const places = `effector ${position.feature}[${position.columns.join(', ')}]${unit}`;
  const fingers = `gripper ${gripper.feature}[${gripper.columns.join(' − ')}], ${gripper.signal}, closed is ${gripper.closed}`;
  return `from gripper events; ${places}, ${fingers} (${origin})`;
}
