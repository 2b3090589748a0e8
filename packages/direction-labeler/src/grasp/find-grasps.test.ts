import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNoise, gripperSignal } from '../__fixtures__/gripper.js';
import { findGrasps } from './find-grasps.js';
import type { GripperOptions } from './gripper-options.js';

const open = { to: 1, stay: 20 };
const reasons = (signal: ArrayLike<number>, options = {}) =>
  findGrasps(signal, options).problems.map(({ reason }) => reason);

describe('without a threshold', () => {
  // Fingers reach 0.45 five frames after they start at frame 20, and leave it 30 frames later.
  const signal = gripperSignal([open, { to: 0.45, stay: 30 }, open]);

  it('a grasp lasts from where the fingers stop closing to where they open', () => {
    const start = signal.indexOf(Math.min(...signal));
    const end = signal.findIndex((width, frame) => frame > start && width > (signal[start] ?? 0));
    expect(findGrasps(signal)).toEqual({
      grasps: [{ start, end, ending: 'released' }],
      misses: [],
      threshold: expect.closeTo(0.08 * (1 - 0.55 / 4), 12),
      problems: [],
    });
    expect(end - start).toBe(31);
  });

  it('does not depend on the unit', () => {
    const { grasps } = findGrasps(signal);
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (scale) => {
        expect(findGrasps(Float64Array.from(signal, (width) => width * scale)).grasps).toEqual(grasps);
      }),
    );
  });

  it('does not depend on frames per second', () => {
    const [slow] = findGrasps(signal).grasps;
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 30 }), (times) => {
        const fine = Float64Array.from({ length: (signal.length - 1) * times + 1 }, (_, at) => {
          const [frame, part] = [Math.floor(at / times), (at % times) / times];
          const [here = 0, next = here] = signal.slice(frame, frame + 2);
          return here + (next - here) * part;
        });
        const [fast] = findGrasps(fine).grasps;
        expect(Math.abs((fast?.start ?? 0) / times - (slow?.start ?? 99))).toBeLessThan(1);
        expect(Math.abs((fast?.end ?? 0) / times - (slow?.end ?? 99))).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('reads what a thick and a thin object leave of the width', () => {
    const both = gripperSignal([open, { to: 0.7, stay: 15 }, open, { to: 0.06, stay: 15 }, open]);
    expect(findGrasps(both).grasps.map(({ ending }) => ending)).toEqual(['released', 'released']);
  });

  it('begins where the fingers stop for the last time, and says that they had stopped before', () => {
    const ready = gripperSignal([open, { to: 0.6, stay: 10 }, { to: 0.25, stay: 12 }, open]);
    const start = ready.indexOf(Math.min(...ready));
    const stopped = ready.indexOf(0.6 * 0.08);
    const { grasps, problems } = findGrasps(ready);
    expect(grasps).toEqual([{ start, end: start + 13, ending: 'released' }]);
    expect(problems).toMatchObject([{ reason: 'closed-in-steps', frame: stopped }]);
    expect(findGrasps([40, 40, 40, 40, 40, 40, 30, 20, 20, 20, 20, 20, 40, 60, 80, 80, 80])).toMatchObject({
      grasps: [{ start: 7, end: 12 }],
      problems: [{ reason: 'closed-in-steps', frame: 0 }],
    });
  });

  it('begins where the fingers stop first if the object only gives way, slowly or by little', () => {
    const [start] = [signal.indexOf(Math.min(...signal))];
    const slipping = signal.map((width, frame) => (frame > 40 && width < 0.04 ? width - 0.006 : width));
    const yielding = signal.map((width, frame) =>
      width < 0.04 ? width - 5e-4 * Math.max(0, Math.min(20, frame - start - 5)) : width,
    );
    for (const values of [slipping, yielding]) {
      const { grasps, problems } = findGrasps(values);
      expect(grasps).toMatchObject([{ start, ending: 'released' }]);
      expect(problems).toEqual([]);
    }
  });

  it('takes a thick object also where the episode goes on to close on a thin one', () => {
    const thick = [80, 80, 80, 72, 66, 66, 66, 66, 66, 66, 72, 80, 80];
    const alone = { start: 4, end: 10, ending: 'released' };
    expect(findGrasps(thick).grasps).toEqual([alone]);
    expect(findGrasps([...thick, 80, 60, 40, 20, 5, 5, 5, 5, 5, 5, 20, 60, 80, 80]).grasps).toEqual([
      alone,
      { start: 17, end: 23, ending: 'released' },
    ]);
  });

  it('takes no grasp where a hand that is hardly closed goes on to close on nothing', () => {
    const empty = gripperSignal([open, { to: 0.85, stay: 12 }, { to: 0, stay: 12 }, open]);
    expect(findGrasps(empty)).toMatchObject({ grasps: [], misses: [{ end: empty.lastIndexOf(0) + 1 }] });
  });

  it('sees a release that the episode ends in', () => {
    const cut = gripperSignal([open, { to: 0.45, stay: 30 }, { to: 0.6, stay: 1 }]);
    expect(findGrasps(cut).grasps).toEqual([{ start: 24, end: 55, ending: 'released' }]);
  });

  // A few frames of noise may by chance look like two levels: of 400,000 random signals one in 6,000 did.
  it('makes hardly ever a grasp of noise, whatever its size and the level it lies on', () => {
    const taken = Array.from({ length: 2000 }, (_, seed) => {
      const noise = createNoise(seed);
      const level = [0, 0.08, 1, 70_000][seed % 4] ?? 0;
      const share = (0.05 * (seed % 11)) / 10;
      const length = 3 + ((seed * 7) % 398);
      const trembling = Float64Array.from({ length }, () => level + noise() * share * (level || 1));
      return [{}, { signal: 'state' } as const].filter(
        (options) => findGrasps(trembling, options).grasps.length > 0,
      ).length;
    });
    expect(taken.filter((count) => count > 0).length).toBeLessThanOrEqual(2);
  });

  it('makes no grasp of a drift', () => {
    expect(reasons(Float64Array.from({ length: 200 }, (_, t) => 0.08 - t * 3e-5))).toEqual(['gripper-still']);
  });

  it('says how much more a gripper would have to move, and of one that never moves that', () => {
    const detail = (values: Float64Array) => findGrasps(values).problems.map((problem) => problem.detail)[0];
    expect(detail(new Float64Array(50).fill(0.08))).toBe(
      'the gripper signal is 0.08 in every frame, so it never closes or opens',
    );
    expect(detail(Float64Array.from({ length: 200 }, (_, t) => (t < 100 ? 0.08 : 0.079)))).toContain(
      'moves by 0.001 in all; less than 0.008 tells nothing of closed and open',
    );
  });

  it('finds the same grasps, give or take two frames, under noise and single-frame spikes', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 26, max: 50 }), (seed, spike) => {
        const noise = createNoise(seed);
        const noisy = signal.map((width, frame) => (frame === spike ? 0.2 : width) + noise() * 4e-4);
        const [clean] = findGrasps(signal).grasps;
        const { grasps } = findGrasps(noisy);
        expect(grasps).toHaveLength(1);
        expect(Math.abs((grasps[0]?.start ?? 99) - (clean?.start ?? 0))).toBeLessThanOrEqual(2);
        expect(Math.abs((grasps[0]?.end ?? 99) - (clean?.end ?? 0))).toBeLessThanOrEqual(2);
      }),
    );
  });

  it('doubts a grasp that is on from the start and as wide as no later one', () => {
    const half = findGrasps([40, 40, 40, 40, 40, 60, 80, 80, 80, 60, 30, 30, 30, 30, 30, 60, 80, 80]);
    expect(half.grasps).toEqual([
      { start: 0, end: 5, ending: 'released', isDoubtful: true },
      { start: 10, end: 15, ending: 'released' },
    ]);
    expect(half.problems).toMatchObject([
      { reason: 'closed-from-start', detail: expect.stringContaining('may hold nothing') },
    ]);
    const alone = findGrasps([40, 40, 40, 40, 40, 60, 80, 80, 80]);
    expect(alone.grasps).toEqual([{ start: 0, end: 5, ending: 'released' }]);
  });

  it('finds a grasp that is on from the start, and one that is never over', () => {
    const held = gripperSignal([{ to: 0.4, stay: 20 }, open, { to: 0.4, stay: 20 }]);
    const { grasps, problems } = findGrasps(held);
    expect(grasps.map(({ ending }) => ending)).toEqual(['released', 'episode-end']);
    expect(grasps[0]?.start).toBe(0);
    expect(grasps[1]?.end).toBe(held.length);
    expect(problems.map(({ reason }) => reason)).toEqual(['closed-from-start', 'never-released']);
  });
});

describe('an empty gripper', () => {
  it('is no grasp where the width tells', () => {
    const { grasps, misses, problems } = findGrasps(gripperSignal([open, { to: 0.01, stay: 20 }, open]));
    expect(grasps).toEqual([]);
    expect(misses).toHaveLength(1);
    expect(problems).toMatchObject([{ reason: 'empty-closure', frame: misses[0]?.start }]);
  });

  it('is a miss before the grasp that follows it', () => {
    const { grasps, misses } = findGrasps(
      gripperSignal([open, { to: 0, stay: 10 }, open, { to: 0.3, stay: 20 }, open]),
    );
    expect([grasps.length, misses.length]).toEqual([1, 1]);
    expect(grasps[0]?.start).toBeGreaterThan(misses[0]?.end ?? 0);
  });

  it('after a hold is a drop, at the frame of the loss', () => {
    const signal = gripperSignal([open, { to: 0.3, stay: 20 }, { to: 0, stay: 10 }, open]);
    const { grasps, problems } = findGrasps(signal);
    expect(grasps).toMatchObject([{ ending: 'dropped', end: signal.findIndex((width) => width < 0.0024) }]);
    expect(problems.map(({ reason }) => reason)).toEqual(['dropped']);
  });

  // An air or current controlled gripper slows down all the way, so that it is long in coming to its last millimetres.
  it.each([
    [0.15, 0],
    [0.1, 0],
    [0.07, 0],
    [0.1, 0.001],
  ])('that closes more and more slowly, by %d of the rest per frame to %d, is a miss', (share, residual) => {
    const closing = Array.from(
      { length: 70 },
      (_, at) => residual + (0.08 - residual) * (1 - share) ** (at + 1),
    );
    const signal = [...new Array(20).fill(0.08), ...closing, ...gripperSignal([{ to: 0.1, stay: 0 }, open])];
    const { grasps, misses } = findGrasps(signal);
    expect([grasps.length, misses.length]).toEqual([0, 1]);
  });

  it('after a hold is a drop, however thin the object is and however slowly it slips out', () => {
    for (const width of [0.05, 0.3]) {
      const slide = Array.from({ length: 40 }, (_, at) => 0.08 * width * (1 - at / 40));
      const signal = [...gripperSignal([open, { to: width, stay: 40 }]), ...slide];
      const { grasps } = findGrasps([...signal, ...gripperSignal([{ to: 0, stay: 10 }, open])]);
      expect(grasps).toMatchObject([{ ending: 'dropped' }]);
    }
  });

  it('is not told from a held object where the numbers are no width, unless a limit is given', () => {
    const shut = gripperSignal([open, { to: 0, stay: 20 }, open]);
    expect(findGrasps(shut, { signal: 'state' }).grasps).toHaveLength(1);
    expect(findGrasps(shut, { signal: 'state', emptyBelow: 0.001 }).misses).toHaveLength(1);
    expect(findGrasps(shut, { emptyBelow: null }).grasps).toHaveLength(1);
  });
});

describe('commands and states', () => {
  it('a command holds while it says so', () => {
    const command = [-1, -1, -1, 1, 1, 1, 1, -1, -1, -1];
    expect(findGrasps(command, { signal: 'command', closed: 'high' })).toEqual({
      grasps: [{ start: 3, end: 7, ending: 'released' }],
      misses: [],
      threshold: 0,
      problems: [],
    });
    expect(findGrasps(command, { signal: 'command' }).grasps).toHaveLength(2);
  });

  it('a state may grow as the gripper closes', () => {
    const signal = gripperSignal([open, { to: 0.45, stay: 30 }, open], 1).map((width) => 1 - width);
    expect(findGrasps(signal, { signal: 'state', closed: 'high' }).grasps).toEqual([
      { start: 24, end: 55, ending: 'released' },
    ]);
  });
});

describe('a given threshold', () => {
  const steps = [10, 10, 10, 4, 4, 4, 4, 10, 10, 10];

  it('is a number of the signal, or a share of its open level', () => {
    const wanted = [{ start: 3, end: 7, ending: 'released' }];
    expect(findGrasps(steps, { threshold: { absolute: 5 } }).grasps).toEqual(wanted);
    expect(findGrasps(steps, { threshold: { relative: 0.5 } }).grasps).toEqual(wanted);
    expect(findGrasps(steps, { threshold: { relative: 0.3 } }).grasps).toEqual([]);
  });

  it('holds through a tremble that stays within the hysteresis, and through a short opening', () => {
    const trembling = [10, 10, 10, 4, 4, 5.2, 4, 5.2, 4, 10, 10, 10];
    const closures = (options: object) =>
      findGrasps(trembling, { threshold: { absolute: 5 }, ...options }).grasps;
    expect(closures({ hysteresis: 0.1, minimumFrames: 1 })).toHaveLength(1);
    expect(closures({ hysteresis: 0, minimumFrames: 1 })).toHaveLength(3);
    expect(closures({ hysteresis: 0, minimumFrames: 2 })).toHaveLength(1);
  });

  it('takes no closure that is shorter than the minimum', () => {
    expect(findGrasps(steps, { threshold: { absolute: 5 }, minimumFrames: 5 }).grasps).toEqual([]);
  });

  it('closes more frames as it rises', () => {
    const signal = gripperSignal([open, { to: 0.4, stay: 12 }, open, { to: 0.7, stay: 12 }, open], 1);
    const closed = (absolute: number) =>
      findGrasps(signal, {
        signal: 'state',
        threshold: { absolute },
        hysteresis: 0,
        minimumFrames: 1,
      }).grasps.reduce((sum, { start, end }) => sum + end - start, 0);
    const level = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(level, level, (one, other) => {
        expect(closed(Math.min(one, other))).toBeLessThanOrEqual(closed(Math.max(one, other)));
      }),
    );
  });
});

describe('damaged signals', () => {
  it('says so of an episode without frames or without a finite value', () => {
    for (const signal of [[], [Number.NaN, Number.POSITIVE_INFINITY]]) {
      expect(findGrasps(signal)).toMatchObject({
        grasps: [],
        threshold: null,
        problems: [{ reason: 'no-signal' }],
      });
    }
  });

  it('bridges missing values and counts them', () => {
    const signal = gripperSignal([open, { to: 0.45, stay: 30 }, open]);
    const gaps = signal.map((width, frame) =>
      frame === 0 || (frame > 30 && frame < 40) ? Number.NaN : width,
    );
    expect(findGrasps(gaps).grasps).toEqual(findGrasps(signal).grasps);
    expect(findGrasps(gaps).problems).toMatchObject([
      { reason: 'signal-gaps', detail: expect.stringMatching(/^10 of/) },
    ]);
  });

  it.each([
    { hysteresis: -1 },
    { minimumFrames: 0 },
    { minimumFrames: 1.5 },
    { minimumChange: Number.NaN },
    { threshold: { absolute: Number.POSITIVE_INFINITY } },
    { emptyBelow: Number.NaN },
    { closed: 'high' },
    { signal: 'state', closed: 'high', threshold: { relative: 0.5 } },
    { signal: 'state', closed: 'high', compatibility: 'authors' },
    { signal: 'command', closed: 'high', compatibility: 'authors' },
  ] as const)('refuses %j', (options) => {
    expect(() => findGrasps([1, 2, 3], options)).toThrow(expect.objectContaining({ code: 'GRIPPER_OPTION' }));
  });

  it.each([{ signal: 'width' }, { closed: 'hi' }, { threshold: 50 }, { threshold: null }])(
    'refuses %j of callers without types, under which every grasp would be missed',
    (options) => {
      const given = options as unknown as GripperOptions;
      expect(() => findGrasps([1, 2, 3], given)).toThrow(
        expect.objectContaining({ code: 'GRIPPER_OPTION', at: Object.keys(options)[0] }),
      );
    },
  );

  it('leaves any signal alone, and gives spans in order', () => {
    fc.assert(
      fc.property(fc.array(fc.double(), { maxLength: 60 }), (values) => {
        const { grasps, misses } = findGrasps(Object.freeze(values));
        const spans = [...grasps, ...misses].sort((one, other) => one.start - other.start);
        let last = 0;
        for (const { start, end } of spans) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(values.length);
      }),
    );
  });
});
