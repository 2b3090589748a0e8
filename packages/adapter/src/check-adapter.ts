import { specificationVersion, type VlaAdapter } from './adapter.js';
import { InspireError } from './errors.js';

const members = ['id', 'paddingId', 'actions', 'images', 'layout', 'answerChoices', 'example'] as const;

/**
 * Checks that a value from outside (an imported module, an npm package) is an adapter of this contract.
 *
 * @throws InspireError `ADAPTER_VERSION` for another version of the contract, `ADAPTER_SHAPE` for a missing member.
 */
export function checkAdapter(value: unknown, name: string): VlaAdapter {
  const candidate = (value ?? {}) as Partial<Record<string, unknown>>;
  const version = candidate['specificationVersion'];
  if (version !== specificationVersion) throw wrongVersion(name, version);
  const missing = members.filter((member) => candidate[member] === undefined);
  if (missing.length > 0) {
    throw new InspireError({
      code: 'ADAPTER_SHAPE',
      message: `the adapter lacks ${missing.join(', ')}`,
      at: name,
      fix: 'see VlaAdapter in @inspire-vla/adapter for what an adapter must have',
    });
  }
  return candidate as unknown as VlaAdapter;
}

function wrongVersion(name: string, version: unknown): InspireError {
  const stale = typeof version === 'number' && version < specificationVersion;
  return new InspireError({
    code: 'ADAPTER_VERSION',
    message:
      `the adapter has specificationVersion ${String(version)}, ` +
      `@inspire-vla/adapter here knows ${specificationVersion}`,
    at: name,
    fix: stale ? `upgrade ${name}` : `upgrade @inspire-vla/adapter, or install an older ${name}`,
  });
}
