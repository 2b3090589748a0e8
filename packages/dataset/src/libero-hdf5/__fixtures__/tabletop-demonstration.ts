/**
 * A demonstration of our own, small enough to think through: a hand on three rails takes a cup at step 12, carries it
 * 0.2 m along x and lets go at step 30; a drawer stands beside. Steps 0, 1 and 13 are no-ops.
 */
export interface Demonstration {
  readonly model: string;
  /** Time, qpos, qvel per step. */
  readonly states: readonly (readonly number[])[];
  /** [steps][7] */
  readonly actions: readonly (readonly number[])[];
}

/** Of every demonstration made here. */
export const steps = 40;

/** Shapes of the scene: hand with two fingers, a free cup with a spoon in it, a cabinet with a drawer. */
export const model = `<mujoco model="base">
  <compiler angle="radian"/>
  <worldbody>
    <body name="robot0_base">
      <joint name="x" type="slide" axis="1 0 0"/><joint name="y" type="slide" axis="0 1 0"/>
      <joint name="z" type="slide" axis="0 0 1"/>
      <body name="gripper0_eef">
        <site name="gripper0_grip_site" pos="0 0 -0.1"/>
        <body name="gripper0_leftfinger">
          <joint name="gripper0_finger_joint1" type="slide" axis="0 1 0"/></body>
        <body name="gripper0_rightfinger">
          <joint name="gripper0_finger_joint2" type="slide" axis="0 1 0"/></body>
      </body>
    </body>
    <body name="cup_1_main" pos="7 7 7"><freejoint/><geom pos="0 -0.03 0"/></body>
    <body name="spoon_1_main"><freejoint/></body>
    <body name="wooden_cabinet_1_main" pos="0.5 0 0">
      <body name="wooden_cabinet_1_cabinet_top">
        <joint type="slide" axis="1 0 0"/><geom pos="-0.1 0 0.02"/></body>
    </body>
  </worldbody>
</mujoco>`;

const jointCounts = { positions: 3 + 2 + 7 + 7 + 1, velocities: 3 + 2 + 6 + 6 + 1 };

/** What the scene does at a step. */
export interface Step {
  /** Grip site, world frame, metres. */
  readonly grip: readonly [number, number, number];
  readonly fingerWidth: number;
  readonly cup: readonly [number, number, number];
  readonly spoon: readonly [number, number, number];
  readonly drawer: number;
  /** 1 closes. */
  readonly command: -1 | 1;
  readonly isNoOp?: boolean;
}

/** A simulator state and an action per step. */
export function demonstrationOf(stepAt: (step: number) => Step): Demonstration {
  const rows = Array.from({ length: steps }, (_, step) => stepAt(step));
  return {
    model,
    states: rows.map(({ grip, fingerWidth, cup, spoon, drawer }, step) => {
      const [x, y, z] = grip;
      const fingers = [fingerWidth / 2, -fingerWidth / 2];
      const upright = [1, 0, 0, 0];
      const positions = [x, y, z + 0.1, ...fingers, ...cup, ...upright, ...spoon, ...upright, drawer];
      if (positions.length !== jointCounts.positions) throw new Error('the state does not fit the model');
      return [step * 0.05, ...positions, ...new Array<number>(jointCounts.velocities).fill(0)];
    }),
    actions: rows.map(({ command, isNoOp }) => [isNoOp ? 0 : 0.5, 0, 0, 0, 0, 0, command]),
  };
}

/** The cup is carried, as described above. */
export function carriesCup(step: number): Step {
  const way = 0.02 * Math.min(10, Math.max(0, step - 15));
  const closing = Math.max(0.04, 0.08 - 0.01 * Math.max(0, step - 8));
  const opening = Math.min(0.08, 0.04 + 0.01 * Math.max(0, step - 29));
  const cup = [0.1 + way, 0.03, step >= 30 ? 0 : 0.05] as const;
  return {
    grip: [0.1 + way, 0, 0.05],
    fingerWidth: step < 20 ? closing : opening,
    cup,
    spoon: [cup[0], cup[1] - 0.01, cup[2]],
    drawer: 0,
    command: step >= 8 && step < 29 ? 1 : -1,
    isNoOp: [0, 1, 13].includes(step),
  };
}

/** The drawer is drawn or pushed 0.2 m with fingers that stand as wide as they stop at. */
export function movesDrawer(stopsAt: number): (step: number) => Step {
  return (step) => {
    const way = 0.01 * Math.min(20, Math.max(0, step - 15));
    return {
      grip: [0.4 - way, 0, 0.02],
      fingerWidth: Math.max(stopsAt, 0.08 - 0.01 * Math.max(0, step - 3)),
      cup: [0, 0.3, 0],
      spoon: [0, 0.4, 0],
      drawer: -way,
      command: step >= 3 ? 1 : -1,
    };
  };
}
