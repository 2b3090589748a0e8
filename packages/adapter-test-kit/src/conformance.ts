import { InspireError } from '@inspire-vla/adapter';
import { checkOptions } from './check-options.js';
import { actionChecks } from './checks/actions.js';
import { answerChecks } from './checks/answers.js';
import { attentionChecks } from './checks/attention.js';
import { boundaryChecks } from './checks/boundaries.js';
import { capabilityChecks } from './checks/capabilities.js';
import type { CheckDefinition } from './checks/definition.js';
import { layoutChecks } from './checks/layout.js';
import { malformedActionChecks } from './checks/malformed-actions.js';
import { memberChecks } from './checks/members.js';
import { purityChecks } from './checks/purity.js';
import { refusedActionChecks } from './checks/refused-actions.js';
import { streamChecks } from './checks/streams.js';
import { namedFailure } from './nonconforming.js';
import type { Check, ConformanceOptions } from './options.js';
import { createSubject } from './subject.js';

const definitions: readonly CheckDefinition[] = [
  ...memberChecks,
  ...layoutChecks,
  ...attentionChecks,
  ...answerChecks,
  ...streamChecks,
  ...actionChecks,
  ...refusedActionChecks,
  ...malformedActionChecks,
  ...purityChecks,
  ...boundaryChecks,
  ...capabilityChecks,
];

/**
 * Lists the checks of an adapter, to be run by any test runner or by hand. Nothing runs before `run` is called.
 *
 * @throws InspireError `SKIP_WITHOUT_REASON` for a capability that is skipped without a reason, `SKIP_UNKNOWN` for a
 * name that is no capability, `KIT_OPTIONS` for a bound, a range, a seed or a number of runs that is none.
 *
 * @example
 * ```ts
 * import { type ConformanceOptions, createConformanceChecks } from '@inspire-vla/adapter-test-kit';
 *
 * export async function printConformance(options: ConformanceOptions): Promise<void> {
 *   for (const { name, claim, skipped, run } of createConformanceChecks(options)) {
 *     if (skipped === undefined) await run();
 *     console.log(`${name}: ${skipped ?? claim}`);
 *   }
 * }
 * ```
 */
export function createConformanceChecks(options: ConformanceOptions): readonly Check[] {
  checkOptions(options);
  const reasons = new Map(Object.entries(options.skip ?? {}));
  for (const [name, reason] of reasons) checkSkip(name, reason);
  return definitions.map((definition) => {
    const { name, claim } = definition;
    const skipped = definition.capability === undefined ? undefined : reasons.get(definition.capability);
    const run = () => runCheck(definition, options);
    return skipped === undefined ? { name, claim, run } : { name, claim, skipped, run };
  });
}

async function runCheck({ name, run }: CheckDefinition, options: ConformanceOptions): Promise<void> {
  try {
    await run(await createSubject(options));
  } catch (error) {
    throw namedFailure(name, error);
  }
}

function checkSkip(name: string, reason: string | undefined): void {
  const known = definitions.flatMap(({ capability }) => capability ?? []);
  if (!known.some((capability) => capability === name)) {
    throw new InspireError({
      code: 'SKIP_UNKNOWN',
      message: `${name} is no capability that can be skipped`,
      at: `skip[${JSON.stringify(name)}]`,
      fix: `use one of: ${known.join(', ')}; every other check is required`,
    });
  }
  if (typeof reason === 'string' && reason.trim() !== '') return;
  throw new InspireError({
    code: 'SKIP_WITHOUT_REASON',
    message: `${name} is skipped without a reason`,
    at: `skip[${JSON.stringify(name)}]`,
    fix: 'say in one sentence why the backbone lacks it',
  });
}
