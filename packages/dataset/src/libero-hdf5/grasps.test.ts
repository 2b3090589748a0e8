import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bodyPoses } from '../mjcf/kinematics.js';
import { readKinematicModel } from '../mjcf/read-model.js';
import {
  carriesCup,
  demonstrationOf,
  model as modelText,
  movesDrawer,
  type Step,
  steps,
} from './__fixtures__/tabletop-demonstration.js';
import { inferGrasps } from './grasps.js';
import { gripIntervals } from './grip-intervals.js';

const model = readKinematicModel(modelText);

function graspsOf(stepAt: (step: number) => Step) {
  const { states, actions } = demonstrationOf(stepAt);
  const table = { values: Float64Array.from(states.flat()), width: states[0]?.length ?? 0, offset: 1 };
  const poses = bodyPoses(model, table);
  const site = model.sites[0];
  if (site === undefined) throw new Error('the model has a site');
  return inferGrasps({ model, poses, states: table, actions: Float64Array.from(actions.flat()), site });
}

/** Flags that are 1 in the frames [start, end). */
const heldIn = (start: number, end: number) =>
  Uint8Array.from({ length: steps }, (_, frame) => (frame >= start && frame < end ? 1 : 0));
const never = heldIn(0, 0);

describe('inferGrasps', () => {
  it('says that a cup is held from when the fingers stop until they open, and not the spoon in it', () => {
    const grasps = graspsOf(carriesCup);
    expect(grasps.get('cup_1_main')).toEqual(heldIn(12, 30));
    expect(grasps.get('spoon_1_main')).toEqual(never);
    expect(grasps.get('wooden_cabinet_1_main')).toEqual(never);
  });

  it('says nothing of the robot and of the world', () => {
    const names = [...graspsOf(carriesCup).keys()];
    expect(names).not.toContain('gripper0_eef');
    expect(names).not.toContain('world');
  });

  it('does not take a drawer that is pushed with closed fingers for held', () => {
    const grasps = graspsOf(movesDrawer(0.001));
    expect([...grasps.values()].every((flags) => flags.every((flag) => flag === 0))).toBe(true);
  });

  it('says that a drawer is held by its handle, and so all parts of the cabinet', () => {
    const grasps = graspsOf(movesDrawer(0.014));
    expect(grasps.get('wooden_cabinet_1_cabinet_top')).toEqual(heldIn(10, steps));
    expect(grasps.get('wooden_cabinet_1_main')).toEqual(heldIn(10, steps));
    expect(grasps.get('cup_1_main')).toEqual(never);
  });

  it('does not take a cup that stays behind for held', () => {
    const grasps = graspsOf((step) => ({ ...carriesCup(step), cup: [0.1, 0.03, 0.05] }));
    expect(grasps.get('cup_1_main')).toEqual(never);
  });

  it('ends where the cup falls out of the hand', () => {
    const falls = (step: number): Step => {
      const whole = carriesCup(step);
      if (step < 22) return whole;
      return { ...whole, cup: [whole.cup[0], 0.03, -0.3], spoon: [whole.cup[0], 0.02, -0.3] };
    };
    expect(graspsOf(falls).get('cup_1_main')).toEqual(heldIn(12, 22));
  });
});

/** Recorded in MuJoCo, with contacts; see `simulated-grasps.py` beside it. */
interface SimulatedGrasp {
  readonly kind: string;
  readonly halfWidth: number;
  readonly model: string;
  readonly states: readonly (readonly number[])[];
  readonly commands: readonly number[];
  readonly contacts: readonly number[];
}

const fixture =
  process.env['INSPIRE_SIMULATED_GRASPS'] ?? new URL('./__fixtures__/simulated-grasps.json', import.meta.url);
const { grasps: simulated } = JSON.parse(readFileSync(fixture, 'utf8')) as {
  readonly grasps: readonly SimulatedGrasp[];
};

describe('inferGrasps, beside the contacts of a simulation', () => {
  const inferred = simulated.map(({ model: text, states, commands }) => {
    const simulatedModel = readKinematicModel(text);
    const table = { values: Float64Array.from(states.flat()), width: states[0]?.length ?? 0, offset: 1 };
    const [site] = simulatedModel.sites;
    if (site === undefined) throw new Error('the model has a site');
    return inferGrasps({
      model: simulatedModel,
      poses: bodyPoses(simulatedModel, table),
      states: table,
      actions: Float64Array.from(commands.flatMap((command) => [0, 0, 0, 0, 0, 0, command])),
      site,
    });
  });

  // Of 120 others, see docs/libero-original.md.
  it('agrees at 98 of 100 frames', () => {
    const agreeing = simulated.flatMap(({ contacts }, index) =>
      contacts.map((contact, frame) => contact === inferred[index]?.get('thing_1_main')?.[frame]),
    );
    expect(agreeing.filter(Boolean).length / agreeing.length).toBeGreaterThanOrEqual(0.98);
  });

  it('finds every grasp once, and none of what stands by', () => {
    for (const [index, grasps] of inferred.entries()) {
      const flags = [...(grasps.get('thing_1_main') ?? [])];
      const starts = flags.filter((flag, frame) => flag === 1 && flags[frame - 1] !== 1);
      expect(starts, `${simulated[index]?.kind} ${simulated[index]?.halfWidth}`).toHaveLength(1);
      expect(grasps.get('other_1_main')?.includes(1)).toBe(false);
    }
  });
});

describe('gripIntervals', () => {
  const closed = (length: number) => new Float64Array(length).fill(1);

  it('finds nothing while the fingers move, are told to open, or meet', () => {
    expect(gripIntervals(Float64Array.of(0.08, 0.06, 0.04, 0.02, 0.001, 0.001, 0.001), closed(7))).toEqual(
      [],
    );
    expect(gripIntervals(new Float64Array(9).fill(0.04), closed(9).fill(-1))).toEqual([]);
  });

  it('begins anew where the fingers were held up before', () => {
    const widths = Float64Array.of(0.079, 0.079, 0.079, 0.079, 0.079, 0.06, 0.04, 0.04, 0.04, 0.04, 0.04);
    expect(gripIntervals(widths, closed(11))).toEqual([
      { start: 1, end: 5 },
      { start: 6, end: 11 },
    ]);
  });

  it('goes on while a squeezed object gives way, and to the end of the episode', () => {
    const widths = Float64Array.of(0.04, 0.04, 0.04, 0.04, 0.0402, 0.0405, 0.0425, 0.048);
    const commands = Float64Array.of(1, 1, 1, -1, -1, -1, -1, -1);
    expect(gripIntervals(widths, commands)).toEqual([{ start: 1, end: 6 }]);
    expect(gripIntervals(widths.subarray(0, 4), commands)).toEqual([{ start: 1, end: 4 }]);
  });

  it('ends before the fingers move freely, as they do when they lost the object early in the frame', () => {
    // Millimetres, as LIBERO's Panda let a box go; the last contact is at frame 4.
    const widths = Float64Array.of(42.8, 42.8, 42.85, 43.12, 43.46, 44.13, 47.3).map((width) => width / 1000);
    const commands = Float64Array.of(1, -1, -1, -1, -1, -1, -1);
    expect(gripIntervals(widths, commands)).toEqual([{ start: 1, end: 5 }]);
  });

  it('begins where the fingers still sink into something soft', () => {
    const widths = Float64Array.of(74.37, 67.58, 59.47, 56.59, 56.03, 55.53, 55.1).map(
      (width) => width / 1000,
    );
    expect(gripIntervals(widths, closed(7))).toEqual([{ start: 3, end: 7 }]);
  });
});
