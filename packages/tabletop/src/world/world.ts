import { InspireError } from '@inspire-vla/adapter';
import { createEngine, type Engine } from '../engine/engine.js';
import { createSimulation, type Simulation } from '../engine/simulation.js';
import { createSceneModel } from '../model/scene-model.js';
import { stepsPerTick, tableHeight } from '../model/settings.js';
import type { GeometryPose, HandPose, SceneCamera, SceneGeometry } from '../render/scene-geometry.js';
import { sceneCameras } from './cameras.js';
import { checkLayout } from './check-layout.js';
import { readGeometry } from './geometry.js';
import { controlOf, type HandTarget, targetOf } from './hand-target.js';
import type { Layout } from './layout.js';
import { createLifetime } from './lifetime.js';
import { placeThings } from './place-things.js';
import { createStateReader } from './read-state.js';
import type { Scene } from './scene.js';
import type { WorldState } from './world-state.js';

/** Ticks that a world rests after a reset before the first observation. */
const settlingTicks = 4;

/** All that a world's future depends on. */
export interface WorldSnapshot {
  /** Name and kind of each thing of the scene, in its order. */
  readonly things: readonly string[];
  readonly tick: number;
  readonly target: HandTarget;
  readonly state: Float64Array;
}

/**
 * A scene in motion. Until it is reset or restored nothing is in its place: all but `reset`, `restore`, `warnings` and
 * `close` then throws InspireError `WORLD_NOT_STARTED`; after `close` all but `close` throws `WORLD_CLOSED`.
 */
export interface World {
  readonly scene: Scene;
  readonly geometry: SceneGeometry;
  readonly cameras: readonly SceneCamera[];
  /**
   * Starts an episode: everything is put in its place and comes to rest.
   *
   * @throws InspireError `LAYOUT_INVALID` for a layout that does not place every thing of the scene, names what the
   * scene lacks, or holds numbers that are not finite; the world is then as it was.
   */
  reset(layout: Layout): WorldState;
  /**
   * Advances by one control tick, a twentieth of a second.
   *
   * @param action - position change [3] and rotation vector [3] in the world frame, as parts of `actionScale`, and
   * gripper (−1 opens, 1 closes, 0 keeps); what is beyond −1 or 1 is cut.
   * @throws InspireError `ACTION_INVALID` unless these are seven finite numbers.
   */
  step(action: ArrayLike<number>): WorldState;
  observe(): WorldState;
  /** Where the shapes of `geometry` are. */
  pose(): GeometryPose;
  /** Where the hand's cameras are mounted. */
  handPose(): HandPose;
  snapshot(): WorldSnapshot;
  /**
   * Goes back to a snapshot of this world or of another of the same scene; the future is the same bit for bit.
   *
   * @throws InspireError `SNAPSHOT_INVALID` for a snapshot of a scene with other things, or of another length; the
   * world is then as it was.
   */
  restore(snapshot: WorldSnapshot): WorldState;
  /** How often the engine has warned since the reset, e.g. of numbers that are none. */
  warnings(): number;
  /** Frees the engine's memory; a second time it does nothing. */
  close(): void;
}

/** Options of {@link createWorld}. */
export interface WorldOptions {
  readonly scene: Scene;
  /** Default: loaded anew. */
  readonly engine?: Engine;
}

/**
 * Builds the world of a scene: the same layout and the same actions give the same bits.
 *
 * @throws InspireError `ENGINE_UNAVAILABLE` or `SCENE_INVALID`.
 *
 * @example
 * ```ts
 * import { createWorld, sampleLayout, type Scene } from '@inspire-vla/tabletop';
 *
 * const box = { name: 'red_box_1', kind: 'box', colour: 'red' } as const;
 * const scene: Scene = { id: 'one-box', things: [{ ...box, region: { x: [0, 0.1], y: [0, 0.1] } }] };
 * const world = await createWorld({ scene });
 * const { hand } = world.reset(sampleLayout(scene, 7));
 * const after = world.step([0, 0, 1, 0, 0, 0, -1]); // up, with the fingers open
 * console.log(after.hand.position[2] > hand.position[2]); // true
 * world.close();
 * ```
 */
export async function createWorld({ scene, engine }: WorldOptions): Promise<World> {
  const simulation = createSimulation(engine ?? (await createEngine()), createSceneModel(scene.things));
  const visible = readGeometry(simulation);
  const motion = createMotion(simulation, scene);
  const { whileOpen, starting, onceStarted, closing } = createLifetime(scene.id);
  return {
    scene,
    geometry: visible.geometry,
    cameras: sceneCameras,
    reset: starting(motion.reset),
    restore: starting(motion.restore),
    step: onceStarted(motion.step),
    observe: onceStarted(motion.observe),
    snapshot: onceStarted(motion.snapshot),
    pose: onceStarted(visible.pose),
    handPose: onceStarted(() => readHandPose(simulation)),
    warnings: whileOpen(() => simulation.warnings()),
    close: closing(() => simulation.close()),
  };
}

type Motion = Pick<World, 'reset' | 'step' | 'observe' | 'snapshot' | 'restore'>;

function createMotion(simulation: Simulation, scene: Scene): Motion {
  const read = createStateReader(simulation, scene.things);
  const things = scene.things.map(({ name, kind }) => `${name} (${kind})`);
  let tick = 0;
  let target: HandTarget = { position: [0, 0, tableHeight], turn: [0, 0, 0], isOpen: true };
  const advance = (ticks: number) => {
    simulation.data.ctrl.set(controlOf(target));
    simulation.advance(ticks * stepsPerTick);
  };
  return {
    reset(layout) {
      checkLayout(layout, scene.things);
      placeThings(simulation, scene.things, layout);
      tick = 0;
      target = { position: layout.hand.position, turn: [layout.hand.yaw, 0, 0], isOpen: true };
      advance(settlingTicks);
      return read(tick);
    },
    step(action) {
      checkAction(action);
      target = targetOf(action, readHandPose(simulation), target.isOpen);
      advance(1);
      tick += 1;
      return read(tick);
    },
    observe: () => read(tick),
    snapshot: () => ({ things, tick, target, state: simulation.save() }),
    restore(snapshot) {
      checkThings(snapshot, things);
      simulation.restore(snapshot.state);
      ({ tick, target } = snapshot);
      return read(tick);
    },
  };
}

/** Two scenes may have as many numbers and mean other things by them. */
function checkThings(snapshot: WorldSnapshot, things: readonly string[]): void {
  if (snapshot.things.join() === things.join()) return;
  throw new InspireError({
    code: 'SNAPSHOT_INVALID',
    message: `the snapshot is of ${snapshot.things.join(', ')}, and this scene has ${things.join(', ')}`,
    at: 'things',
    fix: 'restore it in a world of the scene that it was taken of',
  });
}

function readHandPose(simulation: Simulation): HandPose {
  const body = simulation.indexOf('body', 'hand');
  const { xpos, xmat } = simulation.data;
  return {
    position: [...xpos.subarray(3 * body, 3 * body + 3)],
    rotation: [...xmat.subarray(9 * body, 9 * body + 9)],
  };
}

function checkAction(action: ArrayLike<number>): void {
  const numbers = Array.from(action ?? []);
  if (action?.length === 7 && numbers.every(Number.isFinite)) return;
  throw new InspireError({
    code: 'ACTION_INVALID',
    message: `an action is seven finite numbers, not [${numbers.join(', ')}]`,
    at: 'action',
    fix: 'give position change [3], rotation vector [3] and gripper',
  });
}
