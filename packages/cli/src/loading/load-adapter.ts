import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type AdapterModule,
  type AdapterOptions,
  checkAdapter,
  InspireError,
  type VlaAdapter,
} from '@inspire-vla/adapter';
import { blameAdapter, blamePromise } from './blame-adapter.js';

/** The only names that stand for a package; every other adapter is used by its full name or path. */
const shortNames: readonly string[] = ['minivla-vq', 'pi0-fast', 'openvla'];

/**
 * Loads an adapter by short name, npm name or path of a module that exports `createAdapter(options)`.
 *
 * @throws InspireError `ADAPTER_MISSING` where no such module is found, `ADAPTER_SHAPE` where it cannot be
 * loaded or exports no `createAdapter`, `ADAPTER_FAILED` for what its own code throws, here and later, besides
 * InspireErrors.
 */
export async function loadAdapter(name: string, options: AdapterOptions): Promise<VlaAdapter> {
  const module = await importModule(name);
  if (typeof module.createAdapter !== 'function') {
    throw new InspireError({
      code: 'ADAPTER_SHAPE',
      message: 'the module exports no createAdapter',
      at: name,
      fix: 'export function createAdapter(options) from it, see AdapterModule in @inspire-vla/adapter',
    });
  }
  const { createAdapter } = module;
  const adapter = await blamePromise(async () => createAdapter(options), `${name}, createAdapter`);
  return blameAdapter(checkAdapter(adapter, name), name);
}

/** Whether a name is that of an installed package, and of nothing else that could be loaded: no path, and no address. */
export function isPackage(name: string): boolean {
  const isName = /^(@[a-z0-9~-][\w.~-]*\/)?[a-z0-9~-][\w.~-]*$/.test(name);
  return shortNames.includes(name) || (isName && !isPath(name));
}

/** A folder of a short name, as a clone of the backbone's own code, is not meant. */
function isPath(name: string): boolean {
  if (shortNames.includes(name)) return false;
  return existsSync(resolve(name)) || /^\.{0,2}\/|\.[cm]?js$/.test(name);
}

async function importModule(name: string): Promise<Partial<AdapterModule>> {
  const packageName = shortNames.includes(name) ? `@inspire-vla/adapter-${name}` : name;
  const specifier = isPath(name) ? pathToFileURL(resolve(name)).href : await findPackage(packageName);
  try {
    return (await import(specifier)) as Partial<AdapterModule>;
  } catch (cause) {
    throw notImported(cause, name, fixOf(name, packageName));
  }
}

/** A name that is none may be a misspelt short one, of which no package should be installed. */
function fixOf(name: string, packageName: string): string {
  if (isPath(name)) return 'give the path of a module';
  if (shortNames.includes(name) || name.startsWith('@'))
    return `npm install ${packageName}, or give the path of a module`;
  return `give ${shortNames.join(', ')}, the name of a package that is installed, or the path of a module`;
}

function notImported(cause: unknown, at: string, fix: string): InspireError {
  if (InspireError.isInstance(cause)) return cause;
  const reason = cause instanceof Error ? cause.message.replace(/ imported from .*/, '') : String(cause);
  if ((cause as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND')
    return new InspireError({ code: 'ADAPTER_MISSING', message: reason, at, fix, cause });
  const message = `the module cannot be loaded (${reason})`;
  const mend = mends.get((cause as NodeJS.ErrnoException).code ?? '') ?? 'mend the module';
  return new InspireError({ code: 'ADAPTER_SHAPE', message, at, fix: mend, cause });
}

const mends: ReadonlyMap<string, string> = new Map([
  ['ERR_UNKNOWN_FILE_EXTENSION', 'build it, and give the path of the .js file'],
  ['ERR_UNSUPPORTED_DIR_IMPORT', 'give the path of its module, such as dist/adapter.js'],
]);

/** A package of the user's project wins over one that happens to stand beside the command line. */
async function findPackage(name: string): Promise<string> {
  const project = join(process.cwd(), 'package.json');
  const finders = [
    // By the conditions that this process was started with.
    () => pathToFileURL(createRequire(project).resolve(name)).href,
    // Most ESM packages export to `import` alone, where the finder before sees nothing.
    async () => (await import('import-meta-resolve')).resolve(name, pathToFileURL(project).href),
  ];
  for (const find of finders) {
    try {
      return await find();
    } catch {
      // Not there: the next finder may see it.
    }
  }
  return name;
}
