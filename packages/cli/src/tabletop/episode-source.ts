import type { Episode, EpisodeSource, EpisodeSummary, Feature, Picture, Scene } from '@inspire-vla/dataset';
import { actionNames, controlRate, type RecordedEpisode, stateNames, type Task } from '@inspire-vla/tabletop';
import type { TabletopWorker } from './worker.js';

/** One demonstration that is to be recorded, and how long it is known to be. */
export interface Demonstration {
  readonly task: Task;
  readonly seed: number;
  readonly length: number;
  /** What the hand was given [length × 7], where something besides the expert moved it; else null. */
  readonly moves: Float64Array | null;
}

interface SourceOptions {
  readonly demonstrations: readonly Demonstration[];
  readonly pool: TabletopWorker;
  readonly noise: number;
  readonly bursts: number;
  /** Pixels square. */
  readonly size: number;
  /** Demonstrations that are recorded ahead of the one that is written. */
  readonly ahead: number;
}

/** LIBERO's feature names of the two cameras. */
const cameras = { image: 'agentview', wrist_image: 'wristview' } as const;

const features: readonly Feature[] = [
  { name: 'state', type: 'float32', shape: [stateNames.length], names: stateNames },
  { name: 'actions', type: 'float32', shape: [actionNames.length], names: actionNames },
];

/**
 * Demonstrations as a dataset that is read episode by episode. Each is simulated again, with pictures, when it is
 * opened: the same seed gives the same bits, so nothing needs to be kept.
 */
export function createTabletopSource(options: SourceOptions): EpisodeSource {
  const { demonstrations, pool, noise, bursts, size, ahead } = options;
  const summaries = demonstrations.map((demonstration) => summaryOf(demonstration, size));
  const started = new Map<number, Promise<RecordedEpisode>>();
  const start = (index: number) => {
    const demonstration = demonstrations[index];
    if (demonstration === undefined || started.has(index)) return;
    const { task, seed, moves } = demonstration;
    const driver = moves === null ? null : ({ kind: 'moves', moves } as const);
    const recording = pool.run({ kind: 'record', task, seed, noise, bursts, size, driver });
    recording.catch(() => undefined);
    started.set(index, recording);
  };
  return {
    format: 'tabletop',
    fps: controlRate,
    robotType: 'tabletop-hand',
    files: [],
    features,
    episodes: summaries,
    omitted: [],
    async open(index) {
      for (let next = index; next <= index + ahead; next += 1) start(next);
      const recorded = await started.get(index);
      started.delete(index);
      const summary = summaries[index];
      if (recorded === undefined || summary === undefined) throw new RangeError(`no episode ${index}`);
      return episodeOf(summary, recorded);
    },
    close: async () => {
      started.clear();
    },
  };
}

/** A demonstration's name in the dataset, and in what is told about it. */
export function episodeName({ task, seed }: Pick<Demonstration, 'task' | 'seed'>): string {
  return `${task.id}#${seed}`;
}

function summaryOf({ task, seed, length }: Demonstration, size: number): EpisodeSummary {
  return {
    id: episodeName({ task, seed }),
    instruction: task.instruction,
    length,
    cameras: Object.keys(cameras).map((name) => ({ name, width: size, height: size })),
  };
}

function episodeOf(summary: EpisodeSummary, recorded: RecordedEpisode): Episode {
  const columns: Readonly<Record<string, Float32Array>> = {
    state: recorded.state,
    actions: recorded.actions,
  };
  return {
    ...summary,
    column: async (name) => columns[name] ?? new Float32Array(),
    pictures: async (camera, from, to) => {
      const taken = recorded.pictures.get(cameras[camera as keyof typeof cameras]) ?? [];
      return taken.slice(from, to).map((picture): Picture => ({ encoding: 'rgb', ...picture }));
    },
    scene: async () => sceneOf(recorded),
  };
}

/** Where the bodies are relative to the end effector, as datasets keep it. */
export function sceneOf({ task, length, bodies, positions, effector, grasped }: RecordedEpisode): Scene {
  const columnOf = (body: string) => bodies.indexOf(body);
  return {
    bodies,
    objectsOfInterest: task.objects.map(({ body }) => body),
    relation(body) {
      const column = columnOf(body);
      return Float64Array.from({ length: 3 * length }, (_, index) => {
        const [row, axis] = [Math.floor(index / 3), index % 3];
        const position = positions[3 * (row * bodies.length + column) + axis] ?? Number.NaN;
        return position - (effector[index] ?? Number.NaN);
      });
    },
    grasped(body) {
      const column = columnOf(body);
      return Uint8Array.from({ length }, (_, row) => grasped[row * bodies.length + column] ?? 0);
    },
  };
}
