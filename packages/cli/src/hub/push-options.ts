import { InspireError } from '@inspire-vla/adapter';
import { type HubReference, parseHubReference } from '@inspire-vla/dataset';
import { Option } from 'commander';
import { asArgument } from '../commands/options.js';
import { usageCode } from '../terminal/print-error.js';

/** Options of commands whose output can go to the hub. */
export interface PushCommandOptions {
  readonly pushTo?: HubReference;
  readonly private?: true;
}

/** `--push-to` and `--private`. */
export function pushOptions(): readonly Option[] {
  return [
    new Option('--push-to <hf:user/name>', 'upload the finished output to the Hugging Face hub').argParser(
      asArgument(parseTarget),
    ),
    new Option('--private', 'a repository that --push-to makes is private'),
  ];
}

function parseTarget(text: string): HubReference {
  const reference = parseHubReference(text, 'dataset');
  if (reference !== null) return reference;
  throw new InspireError({
    code: 'HUB_REFERENCE',
    message: 'this is no dataset on the Hugging Face hub',
    at: '--push-to',
    fix: 'write hf:<user>/<name>',
  });
}

/**
 * A part of a dataset is not worth a push, and without an output there is none.
 *
 * @throws InspireError of the kind that counts as wrong usage.
 */
export function checkPushable(pushTo: HubReference | undefined, isShard: boolean, isDryRun: boolean): void {
  if (pushTo === undefined || !(isShard || isDryRun)) return;
  throw new InspireError({
    code: usageCode,
    message: isShard ? '--push-to would upload one shard only' : '--dry-run makes no output for --push-to',
    at: '--push-to',
    fix: isShard
      ? 'give --push-to to inspire merge, or --shard 0/1 for the whole in one run'
      : 'leave out one of the two',
  });
}
