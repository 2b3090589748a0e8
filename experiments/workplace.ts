import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CodeState, readCodeState } from './code-state.js';

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
  /** The same for one of several that run at once, each with its share of the processors; its output is not kept. */
  pythonBeside(...options: readonly string[]): Promise<void>;
  /** By name the code that made each of what was asked for so far; null where that is not known. */
  made(): Readonly<Record<string, CodeState | null>>;
}

/** Where all profiles keep their files, each in a folder of its name, the Python that trains, and how many arms at once. */
export interface Place {
  readonly folder: string;
  readonly python: string;
  readonly jobs: number;
}

/** Opens the workplace of a name, making its folder. */
export function openWorkplace(name: string, place: Place): Workplace {
  const folder = join(place.folder, name);
  const path = (...parts: readonly string[]) => join(folder, ...parts);
  mkdirSync(folder, { recursive: true });
  const code = readCodeState();
  const made = new Map<string, CodeState | null>();
  /** What is there already, with the code that it is of; null where it is to be made. */
  const find = (name: string): string | null => {
    if (!existsSync(path(name))) return null;
    const maker = readMaker(path(name));
    if (!made.has(name) && maker?.commit !== code.commit)
      console.log(`${name} is of ${maker === null ? 'unknown code' : maker.commit}`);
    made.set(name, maker);
    return path(name);
  };
  const draft = (name: string) => {
    made.set(name, code);
    return draftOf(path(name), code);
  };
  // One that fails ends the others: nobody would take up what they make.
  const beside = new AbortController();
  const makeLater: Workplace['makeLater'] = async (name, action) => {
    const found = find(name);
    if (found !== null) return found;
    const { partial, finish } = draft(name);
    await action(partial);
    return finish();
  };
  return {
    path,
    make(name, action) {
      const found = find(name);
      if (found !== null) return found;
      const { partial, finish } = draft(name);
      action(partial);
      return finish();
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
    python: (...options) => run(place.python, options, trainer),
    pythonBeside: (...options) =>
      runBeside(place.python, options, { ...trainer, ...threadsOf(place.jobs) }, beside),
    made: () => Object.fromEntries(made),
  };
}

const trainer = { PYTHONPATH: join(root, 'python/train') };

/** Of one of several programs that would else each take all processors. */
function threadsOf(jobs: number): Readonly<Record<string, string>> {
  if (jobs === 1) return {};
  return { OMP_NUM_THREADS: String(Math.max(1, Math.floor(availableParallelism() / jobs))) };
}

/** Where it stands which code made a path. */
function makerOf(place: string): string {
  return join(dirname(place), `.${basename(place)}.made-by.json`);
}

function readMaker(place: string): CodeState | null {
  return existsSync(makerOf(place)) ? (JSON.parse(readFileSync(makerOf(place), 'utf8')) as CodeState) : null;
}

/** Where something is made before it gets its name. */
function draftOf(place: string, code: CodeState) {
  mkdirSync(dirname(place), { recursive: true });
  const partial = join(dirname(place), `.${basename(place)}.partial`);
  rmSync(partial, { recursive: true, force: true });
  const started = Date.now();
  console.log(`${basename(place)} …`);
  return {
    partial,
    finish(): string {
      writeFileSync(makerOf(place), JSON.stringify(code));
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

async function runBeside(
  command: string,
  options: readonly string[],
  environment: Readonly<Record<string, string>>,
  beside: AbortController,
): Promise<void> {
  const child = spawn(command, options, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
    signal: beside.signal,
  });
  const [status] = await once(child, 'exit');
  if (status === 0) return;
  beside.abort();
  throw new Error(`${command} ${options.join(' ')}: status ${status}`);
}

/** Names in a folder that end so. */
export function filesIn(folder: string, end: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(end))
    .sort();
}
