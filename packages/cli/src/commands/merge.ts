import { Command, Option } from 'commander';
import { type PushCommandOptions, pushOptions } from '../hub/push-options.js';
import { preparePush, pushOutput } from '../hub/push-output.js';
import { mergeShards } from '../merge/merge-shards.js';
import type { CommandContext } from '../terminal/context.js';
import { writeLines } from '../terminal/line-writer.js';
import { createProgress } from '../terminal/progress.js';
import { table } from '../terminal/table.js';
import { tellResumed } from '../terminal/tell-resumed.js';
import { checkCompanion, checkRivals, sharedOptions } from './options.js';

interface MergeCommandOptions extends PushCommandOptions {
  readonly out: string;
  readonly overwrite?: true;
  readonly resume?: true;
  readonly spaceCheck: boolean;
  readonly report?: string;
  readonly json?: true;
  readonly quiet?: true;
}

/** `inspire merge`: the shards of a source as one dataset. */
export function mergeCommand(context: CommandContext, signal: AbortSignal): Command {
  const command = new Command('merge')
    .description('put the outputs of annotate --shard i/n together, as one run would have made them')
    .argument('<shard...>', 'outputs of annotate, in any order')
    .requiredOption('--out <directory>', 'the folder to make')
    .addOption(sharedOptions.overwrite())
    .addOption(sharedOptions.resume())
    .addOption(sharedOptions.spaceCheck())
    .addOption(
      new Option('--report <file>', 'where the HTML report goes (default: report.html in the output)'),
    )
    .addOption(sharedOptions.json())
    .addOption(sharedOptions.quiet())
    .action(
      async (
        shards: readonly string[],
        { out, json, quiet, spaceCheck, pushTo, private: isPrivate, ...rest }: MergeCommandOptions,
      ) => {
        checkRivals(rest);
        checkCompanion('--private', isPrivate, '--push-to', pushTo);
        const target = await preparePush(pushTo, context);
        const progress = createProgress(context, quiet === true);
        try {
          const { counts, omitted, problems } = await mergeShards({
            ...rest,
            shards,
            output: out,
            checkSpace: spaceCheck,
            signal,
            onStart: (frames) => progress.start(frames, 'frames'),
            onFrames: (frames) => progress.advance(frames),
            onResumed: (done) => tellResumed(done, quiet === true, context),
          });
          progress.stop();
          const { episodes, frames, labels, unlabelled } = counts;
          const lines =
            json === true
              ? [JSON.stringify({ summary: { out, ...counts, omitted, problems } })]
              : table(
                  Object.entries({ episodes, frames, labels, unlabelled, output: out }).map((row) =>
                    row.map(String),
                  ),
                );
          await writeLines(context.output, lines);
          const choices = {
            isPrivate: isPrivate === true,
            isJson: json === true,
            isQuiet: quiet === true,
            signal,
          };
          if (target !== null) await pushOutput(out, target, choices, context);
        } finally {
          progress.stop();
        }
      },
    );
  for (const option of pushOptions()) command.addOption(option);
  return command;
}
