import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Where an experiment keeps its files, and the programs that make them. */
export interface Workplace {
  /** A path in it. */
  path(...parts: readonly string[]): string;
  /** Makes a path by an action unless it is there; the action is given another name, which becomes this one when it is whole. */
  make(name: string, action: (partial: string) => void): string;
  /** The same for an action that takes its time. */
  makeLater(name: string, action: (partial: string) => Promise<void>): Promise<string>;
  /** Makes a value by an action and keeps it as JSON under a name; gives what is kept. */
  makeJson<Value>(name: string, action: () => Promise<Value>): Promise<Value>;
  /** Runs `inspire`; gives its standard output. */
  inspire(...options: readonly string[]): string;
  /** Runs a program of this folder in TypeScript, as the running one is run; gives its standard output. */
  script(name: string, ...options: readonly string[]): string;
  /** Runs Python with the trainer on its path; gives its standard output. */
  python(...options: readonly string[]): string;
}

/** Opens a workplace, making its folder. */
export function openWorkplace(folder: string, interpreter: string): Workplace {
  const path = (...parts: readonly string[]) => join(folder, ...parts);
  mkdirSync(folder, { recursive: true });
  const makeLater: Workplace['makeLater'] = async (name, action) => {
    const draft = draftOf(path(name));
    if (draft === null) return path(name);
    await action(draft.partial);
    return draft.finish();
  };
  return {
    path,
    make(name, action) {
      const draft = draftOf(path(name));
      if (draft === null) return path(name);
      action(draft.partial);
      return draft.finish();
    },
    makeLater,
    async makeJson<Value>(name: string, action: () => Promise<Value>) {
      const file = await makeLater(name, async (partial) =>
        writeFileSync(partial, JSON.stringify(await action())),
      );
      return JSON.parse(readFileSync(file, 'utf8')) as Value;
    },
    inspire: (...options) => run(process.execPath, [join(root, 'packages/cli/bin/inspire.js'), ...options]),
    script: (name, ...options) =>
      run(process.execPath, [...process.execArgv, join(root, 'experiments', name), ...options]),
    python: (...options) => run(interpreter, options, { PYTHONPATH: join(root, 'python/train') }),
  };
}

/** Where something is made before it gets its name; null where it is there already. */
function draftOf(place: string) {
  if (existsSync(place)) return null;
  mkdirSync(dirname(place), { recursive: true });
  const partial = join(dirname(place), `.${basename(place)}.partial`);
  rmSync(partial, { recursive: true, force: true });
  const started = Date.now();
  console.log(`${basename(place)} …`);
  return {
    partial,
    finish(): string {
      renameSync(partial, place);
      console.log(`${basename(place)}: ${((Date.now() - started) / 1000).toFixed(0)} s`);
      return place;
    },
  };
}

function run(
  command: string,
  options: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): string {
  const { status, stdout, error } = spawnSync(command, options, {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status === 0) return stdout;
  throw new Error(`${command} ${options.join(' ')}: ${error?.message ?? `status ${status}`}`);
}

/** Names in a folder that end so. */
export function filesIn(folder: string, end: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(end))
    .sort();
}
