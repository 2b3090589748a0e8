import { specificationVersion, type VlaAdapter } from './adapter.js';
import { InspireError } from './errors.js';

const members = ['id', 'paddingId', 'actions', 'images', 'layout', 'answerChoices', 'example'] as const;

/**
 * Checks that a value from outside (an imported module, an npm package) is an adapter of this contract.
 *
 * @throws InspireError `ADAPTER_VERSION` for another version of the contract, `ADAPTER_SHAPE` for a missing member.
 */
export function checkAdapter(value: unknown, name: string): VlaAdapter {
  if (typeof value !== 'object' || value === null) throw wrongShape(name, `the adapter is ${String(value)}`);
  const candidate = value as Partial<Record<string, unknown>>;
  const version = candidate['specificationVersion'];
  if (version !== specificationVersion) throw wrongVersion(name, version);
  const missing = members.filter((member) => candidate[member] === undefined);
  if (missing.length > 0) throw wrongShape(name, `the adapter lacks ${missing.join(', ')}`);
  return candidate as unknown as VlaAdapter;
}

function wrongShape(name: string, message: string): InspireError {
  const fix = 'see VlaAdapter in @inspire-vla/adapter for what an adapter must have';
  return new InspireError({ code: 'ADAPTER_SHAPE', message, at: name, fix });
}

function wrongVersion(name: string, version: unknown): InspireError {
  const stale = typeof version === 'number' && version < specificationVersion;
  const other = stale ? `upgrade ${name}` : `upgrade @inspire-vla/adapter, or install an older ${name}`;
  return new InspireError({
    code: 'ADAPTER_VERSION',
    message:
      `the adapter has specificationVersion ${String(version)}, ` +
      `@inspire-vla/adapter here knows ${specificationVersion}`,
    at: name,
    fix: version === undefined ? 'give it specificationVersion of @inspire-vla/adapter' : other,
  });
}
