import type { CameraPose, Solid, Vector } from './render.js';

/** An object of a scene: its name, how it looks, and where it starts. */
export interface SceneObject {
  /** LIBERO's name without the instance, e.g. `red_coffee_mug_1`. */
  readonly name: string;
  /** The body's name, e.g. `red_coffee_mug_1_main`. */
  readonly body: string;
  readonly kind: Solid['kind'];
  readonly half: Vector;
  readonly colour: Vector;
  readonly start: Vector;
  /** Metres below the solid's centre where LIBERO has the body's origin. */
  readonly originBelow?: number;
}

/** A scripted task: way points of the hand, and what it holds or pushes between them. */
export interface Task {
  readonly file: string;
  readonly objects: readonly SceneObject[];
  /** Index of the object that moves with the hand. */
  readonly moved: number;
  readonly waypoints: readonly {
    readonly at: Vector;
    readonly isClosed: boolean;
    readonly steps: number;
    readonly carries: boolean;
  }[];
}

/** Height of the table's top, metres. */
const table = 0.9;

/** The agent view: from the far side of the table, looking back at the robot, as LIBERO's. */
export const agentView: CameraPose = {
  eye: [0.75, 0, 1.55],
  target: [-0.05, 0, 0.93],
  up: [0, 0, 1],
  fieldOfView: 0.75,
};

/** The wrist view: from behind the fingers, downwards. */
export function wristView([x, y, z]: Vector): CameraPose {
  return { eye: [x - 0.1, y, z + 0.12], target: [x + 0.03, y, z - 0.1], up: [1, 0, 0], fieldOfView: 1.2 };
}

/** All that is to be seen: table, objects, and the hand with its two fingers. */
export function solidsOf(
  objects: readonly SceneObject[],
  positions: readonly Vector[],
  hand: Vector,
  width: number,
): readonly Solid[] {
  const [x, y, z] = hand;
  const steel: Vector = [225, 228, 232];
  const finger = (side: number): Solid => ({
    kind: 'box',
    centre: [x, y + side * (width + 0.006), z + 0.02],
    half: [0.01, 0.006, 0.035],
    colour: [90, 94, 100],
  });
  return [
    { kind: 'box', centre: [0, 0, table - 0.02], half: [0.45, 0.55, 0.02], colour: [186, 150, 112] },
    { kind: 'box', centre: [-0.72, 0, table - 0.1], half: [0.14, 0.14, 0.1], colour: [110, 114, 120] },
    ...objects.map(
      ({ kind, half, colour }, index): Solid => ({
        kind,
        half,
        colour,
        centre: positions[index] ?? [0, 0, 0],
      }),
    ),
    { kind: 'box', centre: [x, y, z + 0.085], half: [0.03, 0.06, 0.03], colour: steel },
    { kind: 'cylinder', centre: [x, y, z + 0.24], half: [0.035, 0.035, 0.13], colour: [240, 242, 245] },
    finger(1),
    finger(-1),
  ];
}

const plate = (start: readonly [number, number]): SceneObject => ({
  name: 'plate_1',
  body: 'plate_1_main',
  kind: 'cylinder',
  half: [0.085, 0.085, 0.008],
  colour: [244, 244, 240],
  start: [...start, table + 0.008],
});
const mug = (start: readonly [number, number]): SceneObject => ({
  name: 'red_coffee_mug_1',
  body: 'red_coffee_mug_1_main',
  kind: 'cylinder',
  half: [0.035, 0.035, 0.045],
  colour: [204, 44, 40],
  start: [...start, table + 0.045],
});
const bowl = (start: readonly [number, number]): SceneObject => ({
  name: 'akita_black_bowl_1',
  body: 'akita_black_bowl_1_main',
  kind: 'cylinder',
  half: [0.055, 0.055, 0.025],
  colour: [42, 42, 48],
  start: [...start, table + 0.025],
});

function pickAndPlace(file: string, objects: readonly SceneObject[], home: Vector): Task {
  const [from, to] = [objects[0]?.start ?? home, objects[1]?.start ?? home];
  const grip = from[2] + 0.015;
  const above = (place: Vector, height: number): Vector => [place[0], place[1], height];
  return {
    file,
    objects,
    moved: 0,
    waypoints: [
      { at: home, isClosed: false, steps: 1, carries: false },
      { at: above(from, 1.1), isClosed: false, steps: 10, carries: false },
      { at: above(from, grip), isClosed: false, steps: 8, carries: false },
      { at: above(from, grip), isClosed: true, steps: 3, carries: false },
      { at: above(from, 1.12), isClosed: true, steps: 8, carries: true },
      { at: above(to, 1.12), isClosed: true, steps: 12, carries: true },
      { at: above(to, grip + 0.02), isClosed: true, steps: 6, carries: true },
      { at: above(to, grip + 0.02), isClosed: false, steps: 2, carries: false },
      { at: above(to, 1.15), isClosed: false, steps: 6, carries: false },
    ],
  };
}

const drawer: SceneObject = {
  name: 'wooden_cabinet_1',
  body: 'wooden_cabinet_1_cabinet_top',
  kind: 'box',
  half: [0.11, 0.09, 0.03],
  colour: [150, 96, 52],
  start: [-0.1, 0.2, table + 0.17],
  originBelow: 0.22152,
};
const cabinet: SceneObject = {
  name: 'wooden_cabinet_1',
  body: 'wooden_cabinet_1_main',
  kind: 'box',
  half: [0.11, 0.11, 0.07],
  colour: [122, 76, 40],
  start: [-0.22, 0.2, table + 0.07],
};

/** The tasks of the demo; one file each. */
export const tasks: readonly Task[] = [
  pickAndPlace(
    'put_the_red_mug_on_the_plate_demo',
    [mug([0.02, -0.18]), plate([0.08, 0.16]), bowl([-0.16, 0.02])],
    [-0.2, 0, 1.15],
  ),
  pickAndPlace(
    'pick_up_the_black_bowl_and_place_it_on_the_plate_demo',
    [bowl([0.1, 0.17]), plate([-0.12, -0.1]), mug([0.12, -0.16])],
    [-0.2, 0.05, 1.15],
  ),
  {
    file: 'KITCHEN_SCENE1_close_the_top_drawer_of_the_cabinet_demo',
    objects: [drawer, cabinet, plate([0.05, -0.15])],
    moved: 0,
    waypoints: [
      { at: [-0.2, -0.05, 1.15], isClosed: true, steps: 1, carries: false },
      { at: [0.1, 0.2, 1.12], isClosed: true, steps: 14, carries: false },
      { at: [0.04, 0.2, 1.07], isClosed: true, steps: 6, carries: false },
      { at: [-0.08, 0.2, 1.07], isClosed: true, steps: 14, carries: true },
      { at: [0.05, 0.2, 1.12], isClosed: true, steps: 6, carries: false },
    ],
  },
];
