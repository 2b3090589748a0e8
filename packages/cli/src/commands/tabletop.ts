import { Command } from 'commander';
import type { CommandContext } from '../terminal/context.js';
import { tabletopEvaluateCommand } from './tabletop-evaluate.js';
import { tabletopPlayCommand } from './tabletop-play.js';
import { tabletopRecordCommand } from './tabletop-record.js';

/** `inspire tabletop`: the physics world. */
export function tabletopCommand(context: CommandContext, signal: AbortSignal): Command {
  const command = new Command('tabletop').description(
    'the physics world: scripted demonstrations as a dataset, policies in closed loop, films',
  );
  command.addCommand(tabletopRecordCommand(context, signal));
  command.addCommand(tabletopEvaluateCommand(context, signal));
  command.addCommand(tabletopPlayCommand(context, signal));
  return command;
}
