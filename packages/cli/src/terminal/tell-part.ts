import { describeShard } from '../annotate/shard.js';
import type { EnvironmentShard } from '../annotate/shard-of-environment.js';
import type { CommandContext } from './context.js';

/** Says on the error stream that a part only is annotated, which nobody typed: an array may be over something else. */
export function tellPart(
  { shard, variable }: EnvironmentShard,
  isQuiet: boolean,
  { errors }: CommandContext,
): void {
  if (isQuiet) return;
  const given = `--shard ${shard.index}/${shard.count}`;
  errors.write(`part ${describeShard(shard)} (${given}), from ${variable}; --shard 0/1 is the whole\n`);
}
