import { InspireError } from '@inspire-vla/adapter';
import type { MujocoModule } from './mujoco.js';

/** Options of {@link createEngine}. */
export interface EngineOptions {
  /** Bytes of `mujoco.wasm`; default: the engine finds its own file. */
  readonly wasmBinary?: Uint8Array;
  /** Address of `mujoco.wasm`, for a bundler that moves files; default: beside the engine's script. */
  readonly wasmUrl?: string;
}

/** MuJoCo, loaded: what worlds are made with. Several worlds may share one. */
export interface Engine {
  /** e.g. `3.14.0`. */
  readonly version: string;
  /** What the engine has printed so far, e.g. `WARNING: Nan, Inf or huge value in QACC`. */
  readonly messages: readonly string[];
  /** @internal */
  readonly module: MujocoModule;
}

/**
 * Loads MuJoCo, which is imported here and nowhere else (10 MB of WebAssembly, a quarter of a second).
 *
 * @throws InspireError `ENGINE_UNAVAILABLE` where it cannot be loaded.
 *
 * @example
 * ```ts
 * import { createEngine } from '@inspire-vla/tabletop';
 *
 * const engine = await createEngine();
 * console.log(engine.version); // 3.14.0
 * ```
 */
export async function createEngine({ wasmBinary, wasmUrl }: EngineOptions = {}): Promise<Engine> {
  const messages: string[] = [];
  const print = (text: string) => void messages.push(text);
  try {
    const { default: load } = await import('@mujoco/mujoco');
    const module = (await load({
      print,
      printErr: print,
      ...(wasmBinary === undefined ? {} : { wasmBinary }),
      ...(wasmUrl === undefined ? {} : { locateFile: () => wasmUrl }),
    })) as unknown as MujocoModule;
    return { version: module.mj_versionString(), messages, module };
  } catch (cause) {
    throw new InspireError({
      code: 'ENGINE_UNAVAILABLE',
      message: 'MuJoCo could not be loaded',
      at: '@mujoco/mujoco',
      fix: 'install @mujoco/mujoco; with a bundler give wasmUrl, the address of @mujoco/mujoco/mujoco.wasm',
      cause,
    });
  }
}
