import type { ActionShape } from '@inspire-vla/adapter';
import { Command, Option } from 'commander';
import { z } from 'zod';
import { checkShape } from '../loading/check-shape.js';
import { loadAdapter } from '../loading/load-adapter.js';
import { loadTokenizer } from '../loading/load-tokenizer.js';
import type { CommandContext } from '../terminal/context.js';
import { parseLine } from '../terminal/json-lines.js';
import { mapLines } from './map-lines.js';
import { checkCompanion, parseCount, sharedOptions } from './options.js';
import { type AdapterCommandOptions, adapterChoices, addAdapterOptions } from './tokenize.js';

const lineFormat = { schema: z.looseObject({ ids: z.array(z.int()) }), shape: '{"ids":[id,…]}' };

interface DetokenizeOptions extends AdapterCommandOptions {
  readonly horizon?: number;
  readonly dimensions?: number;
  readonly foreignIds: 'nearest' | 'fail';
  readonly json?: true;
}

/** `inspire detokenize`: the actions that token ids stand for, or why they are none. */
export function detokenizeCommand(context: CommandContext, signal: AbortSignal): Command {
  return addAdapterOptions(new Command('detokenize'))
    .description('turn action token ids into actions')
    .argument('[file]', `lines ${lineFormat.shape}; - is standard input`, '-')
    .addOption(new Option('--horizon <actions>', 'actions per chunk').argParser(parseCount))
    .addOption(new Option('--dimensions <numbers>', 'numbers per action').argParser(parseCount))
    .addOption(
      new Option(
        '--foreign-ids <rule>',
        'ids that are no action: nearest, where the reference reads them so; or fail',
      )
        .choices(['nearest', 'fail'])
        .default('nearest'),
    )
    .addOption(sharedOptions.json())
    .action(async (file: string, options: DetokenizeOptions) => {
      const shape = shapeOf(options);
      const adapter = await loadAdapter(options.adapter, {
        tokenizer: await loadTokenizer(options.tokenizer),
        ...adapterChoices(options),
        foreignIds: options.foreignIds,
        ...(shape === undefined ? {} : { shape }),
      });
      checkShape(adapter, options);
      await mapLines({ file, isJson: options.json === true, signal }, context, (line) => {
        const { ids, ...unknown } = parseLine(line, lineFormat);
        const decoded = adapter.actions.decode(ids, shape);
        const result = decoded.ok ? { actions: decoded.actions } : { failure: decoded.failure };
        return {
          value: { ...unknown, ...result },
          text: () => (decoded.ok ? rows(decoded.actions) : failed(decoded)),
        };
      });
    });
}

function shapeOf({ horizon, dimensions }: DetokenizeOptions): ActionShape | undefined {
  checkCompanion('--horizon', horizon, '--dimensions', dimensions);
  checkCompanion('--dimensions', dimensions, '--horizon', horizon);
  return horizon === undefined || dimensions === undefined ? undefined : { horizon, dimensions };
}

function rows(actions: readonly (readonly number[])[]): readonly string[] {
  return actions.map((action) => action.map((value) => value.toFixed(4).padStart(8)).join(' '));
}

function failed({ failure }: { readonly failure: { readonly reason: string; readonly detail: string } }) {
  return [`no actions: ${failure.reason} (${failure.detail})`];
}
