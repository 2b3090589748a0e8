import { specificationVersion, type VlaAdapter } from './adapter.js';
import { InspireError } from './errors.js';

/** What stands where, by `typeof`; adapters without types may have anything there. */
const members = [
  ['id', 'string'],
  ['paddingId', 'number'],
  ['actions', 'object'],
  ['actions.id', 'string'],
  ['actions.shape', 'object'],
  ['actions.stop', 'object'],
  ['actions.encode', 'function'],
  ['actions.decode', 'function'],
  ['images', 'object'],
  ['images.cameras', 'object'],
  ['layout', 'function'],
  ['answerChoices', 'function'],
  ['example', 'function'],
] as const;

/**
 * Checks that a value from outside (an imported module, an npm package) is an adapter of this contract.
 *
 * @throws InspireError `ADAPTER_VERSION` for another version of the contract, `ADAPTER_SHAPE` for a member that is
 * missing, or is something else.
 */
export function checkAdapter(value: unknown, name: string): VlaAdapter {
  if (typeof value !== 'object' || value === null) throw wrongShape(name, `the adapter is ${String(value)}`);
  const candidate = value as Partial<Record<string, unknown>>;
  const version = candidate['specificationVersion'];
  if (version !== specificationVersion) throw wrongVersion(name, version);
  checkMembers(candidate, name);
  return candidate as unknown as VlaAdapter;
}

function checkMembers(candidate: object, name: string): void {
  const found = members.map(([path, kind]) => ({ path, kind, value: memberAt(candidate, path) }));
  const missing = found.filter(({ value }) => value === undefined).map(({ path }) => path);
  // What is within a missing member is missing with it.
  const outer = missing.filter((path) => !missing.some((other) => path.startsWith(`${other}.`)));
  if (outer.length > 0) throw wrongShape(name, `the adapter lacks ${outer.join(', ')}`);
  const wrong = found.find(
    ({ path, kind, value }) => typeof value !== kind || (value === null && path !== 'actions.shape'),
  );
  if (wrong !== undefined)
    throw wrongShape(name, `${wrong.path} is of the type ${describe(wrong.value)}, not ${wrong.kind}`);
}

function memberAt(candidate: object, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (Object(value) as Record<string, unknown>)[key], candidate);
}

function describe(value: unknown): string {
  return value === null ? 'null' : typeof value;
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
