import type { Command } from 'commander';
import type { ServeChoices } from '../serve/serve.js';
import { wrongUsage } from '../terminal/wrong-usage.js';

/** Options of `inspire serve` by the only protocols that they are for, and why the others have no use for them. */
const options: Readonly<
  Record<string, { readonly protocols: readonly ServeChoices['protocol'][]; readonly why: string }>
> = {
  robot: { protocols: ['openpi'], why: 'only openpi has observations of several robots' },
  defaultPrompt: {
    protocols: ['openpi'],
    why: 'only observations of openpi may come without an instruction',
  },
  replan: { protocols: ['vla-eval'], why: 'only the server of vla-eval hands out chunks action by action' },
  benchmarkGripper: { protocols: ['vla-eval'], why: 'only vla-eval runs benchmarks that differ in it' },
  // A connection may be shared by many robots and episodes, and nothing in a request tells them apart.
  askEvery: {
    protocols: ['openpi', 'vla-eval'],
    why: 'its requests do not say whose they are, so answers would be kept for another robot or episode',
  },
};

/**
 * Refuses options that a protocol takes no notice of, or that would give wrong results over it.
 *
 * @throws InspireError `USAGE`, naming the first.
 */
export function checkProtocolOptions(command: Command, protocol: ServeChoices['protocol']): void {
  for (const [name, { protocols, why }] of Object.entries(options)) {
    if (command.getOptionValueSource(name) !== 'cli' || protocols.includes(protocol)) continue;
    const long = command.options.find((option) => option.attributeName() === name)?.long ?? name;
    throw wrongUsage(
      `${long} is not for --protocol ${protocol}: ${why}`,
      `leave it out, or serve ${protocols.join(' or ')}`,
    );
  }
}
