import { setImmediate } from 'node:timers/promises';
import type { Driver, Engine, PictureTaker, Scene, World } from '@inspire-vla/tabletop';
import type { AskedPolicy } from './asked-policy.js';
import { countAnswers } from './count-answers.js';
import { createPolicy } from './create-policy.js';
import type {
  EpisodeOutcome,
  PolicyChoice,
  RecordDriver,
  TabletopRequest,
  TabletopResults,
} from './requests.js';

/** Records and evaluates episodes one after the other; keeps what they share. */
export interface TabletopWorker {
  run<Kind extends TabletopRequest['kind']>(
    request: Extract<TabletopRequest, { readonly kind: Kind }>,
  ): Promise<TabletopResults[Kind]>;
  close(): Promise<void>;
}

/** Worlds that are kept: tasks of one scene mostly come one after the other. */
const keptWorlds = 3;

/** Options of {@link createTabletopWorker}. */
export interface TabletopWorkerOptions {
  /** Ends the episode that is played and all that wait, with its reason. */
  readonly signal?: AbortSignal | undefined;
  /** Whether the digests of the files of a model that is evaluated are compared; default true. */
  readonly checksums?: boolean;
}

/** Makes a worker; MuJoCo is loaded at the first request. */
export function createTabletopWorker({ signal, checksums }: TabletopWorkerOptions = {}): TabletopWorker {
  const worlds = createWorlds();
  const policies = new Map<string, Promise<AskedPolicy>>();
  const takers = new Map<number, PictureTaker>();

  async function takerOf(size: number): Promise<PictureTaker> {
    const { createPictureTaker } = await import('@inspire-vla/tabletop');
    const taker = takers.get(size) ?? createPictureTaker(size);
    takers.set(size, taker);
    return taker;
  }
  function policyOf(choice: PolicyChoice, replan: number | null, isChecked = true): Promise<AskedPolicy> {
    const key = JSON.stringify([choice, replan]);
    const policy = policies.get(key) ?? createPolicy(choice, { replan, signal, checksums: isChecked });
    policies.set(key, policy);
    return policy;
  }
  async function driverOf(driver: RecordDriver): Promise<Driver> {
    const { createReplay, createVisits } = await import('@inspire-vla/tabletop');
    if (driver.kind === 'moves') return createReplay(driver.moves);
    return createVisits(await policyOf(driver.policy, driver.replan), await takerOf(driver.size));
  }
  async function record(request: Extract<TabletopRequest, { kind: 'record' }>) {
    const { task, seed, noise, bursts, size, driver } = request;
    const { recordEpisode } = await import('@inspire-vla/tabletop');
    return recordEpisode({
      ...{ world: await worlds.of(task.scene), task, seed, noise, bursts },
      ...(size === null ? {} : { takePicture: await takerOf(size) }),
      ...(driver === null ? {} : { driver: await driverOf(driver) }),
    });
  }
  async function evaluate(request: Extract<TabletopRequest, { kind: 'evaluate' }>): Promise<EpisodeOutcome> {
    const { task, seed, policy, size, replan, limit } = request;
    const { evaluateEpisode } = await import('@inspire-vla/tabletop');
    const policyOfTask = await policyOf(policy, replan, checksums);
    const count = countAnswers(task, policyOfTask.asked);
    const outcome = await evaluateEpisode({
      world: await worlds.of(task.scene),
      task,
      seed,
      policy: policyOfTask,
      takePicture: await takerOf(size),
      onAnswers: count.add,
      ...(limit === null ? {} : { limit }),
    });
    return { ...outcome, ...count.total() };
  }
  // One after the other: episodes of one scene share a world.
  let last: Promise<unknown> = Promise.resolve();
  let isClosed = false;
  return {
    run: ((request: TabletopRequest) => {
      // Between episodes the thread hears signals, timers and messages: physics alone never waits for anything.
      const next = last.then(setImmediate).then((): Promise<unknown> => {
        // What still waits then is not wanted any more.
        if (isClosed) throw new Error('the worker is closed');
        signal?.throwIfAborted();
        return request.kind === 'record' ? record(request) : evaluate(request);
      });
      last = next.catch(() => undefined);
      return next;
    }) as TabletopWorker['run'],
    async close() {
      isClosed = true;
      await last;
      try {
        // A policy that could not be made has failed its episodes already; the others are closed all the same.
        const made = await Promise.allSettled(policies.values());
        for (const policy of made) if (policy.status === 'fulfilled') await policy.value.close();
      } finally {
        await worlds.close();
      }
    },
  };
}

function createWorlds() {
  const kept = new Map<string, World>();
  let engine: Promise<Engine> | null = null;
  return {
    async of(scene: Scene): Promise<World> {
      const known = kept.get(scene.id);
      if (known !== undefined) return known;
      const { createEngine, createWorld } = await import('@inspire-vla/tabletop');
      engine ??= createEngine();
      const world = await createWorld({ scene, engine: await engine });
      const [oldest] = kept.keys();
      if (oldest !== undefined && kept.size >= keptWorlds) {
        kept.get(oldest)?.close();
        kept.delete(oldest);
      }
      kept.set(scene.id, world);
      return world;
    },
    async close(): Promise<void> {
      for (const world of kept.values()) world.close();
      kept.clear();
    },
  };
}
