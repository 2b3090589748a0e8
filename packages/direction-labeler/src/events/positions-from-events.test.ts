import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handWay, objectsOf } from '../__fixtures__/episode.js';
import { findGrasps } from '../grasp/find-grasps.js';
import { graspSpans } from '../grasp/grasp-flags.js';
import type { Grasp } from '../grasp/judge-closure.js';
import { positionsFromEvents } from './positions-from-events.js';

type Point = readonly [number, number, number];

// Above the cup, at the cup, over the tray, at the tray, and away.
const points: readonly Point[] = [
  [0, 0, 5],
  [0, 0, 0],
  [0, 0, 5],
  [9, 0, 5],
  [9, 0, 1],
  [9, 0, 6],
];
const { effector, frames, length } = handWay(points);
const [, atCup = 0, , , atTray = 0] = frames;
const once: readonly Grasp[] = [{ start: atCup, end: atTray, ending: 'released' }];

function run(objects: readonly string[], grasps: readonly Grasp[] = once, options = {}) {
  const found = positionsFromEvents({
    effector,
    grasps: Object.freeze(grasps),
    objects: objectsOf(...objects),
    ...options,
  });
  const at = (index: number, frame: number) => [
    ...(found.tracks[index]?.positions.slice(frame * 3, frame * 3 + 3) ?? []),
  ];
  return {
    ...found,
    at,
    reasons: found.problems.map(({ reason, phrase }) => (phrase === null ? reason : `${reason}: ${phrase}`)),
  };
}

const hand = (frame: number) => [...effector.slice(frame * 3, frame * 3 + 3)];
const unknown = [Number.NaN, Number.NaN, Number.NaN];

describe('one grasp and one release', () => {
  it('puts the object at the grasp, with the hand, and at the release; the destination at the release', () => {
    const { at, tracks, reasons } = run(['target: the cup', 'destination: the tray']);
    expect(at(0, 0)).toEqual(points[1]);
    expect(at(0, atCup + 3)).toEqual(hand(atCup + 3));
    expect(at(0, length - 1)).toEqual(points[4]);
    expect([0, atCup, length - 1].map((frame) => at(1, frame))).toEqual([points[4], points[4], points[4]]);
    expect(tracks.map(({ source }) => source)).toEqual(['grasp', 'release']);
    expect(tracks[0]?.grasped.reduce((sum, flag) => sum + flag, 0)).toBe(atTray - atCup);
    expect(tracks[1]?.grasped.every((flag) => flag === 0)).toBe(true);
    expect(reasons).toEqual([]);
  });

  it('leaves what nobody touches unlabelled, and says so', () => {
    const { at, reasons } = run(['target: the cup', 'reference: the stove', 'destination: the tray']);
    expect(at(1, 3)).toEqual(unknown);
    expect(reasons).toEqual(['untouched: the stove']);
  });

  it('takes a fixture for what is moved where nothing else is', () => {
    expect(run(['fixture: the drawer']).at(0, atCup + 1)).toEqual(hand(atCup + 1));
    expect(run(['reference: the stove']).reasons).toEqual(['no-moved-object', 'untouched: the stove']);
  });

  it('knows a destination that stands before the object', () => {
    expect(run(['destination: the tray', 'target: the cup']).at(0, 0)).toEqual(points[4]);
  });
});

describe('an episode without a release', () => {
  const held: readonly Grasp[] = [{ start: atCup, end: length, ending: 'episode-end' }];

  it('holds to the end, where the destination is taken to be', () => {
    const { at, tracks } = run(['target: the cup', 'destination: the tray'], held);
    expect(at(0, length - 1)).toEqual(hand(length - 1));
    expect(tracks[0]?.grasped[length - 1]).toBe(1);
    expect(at(1, 0)).toEqual(hand(length - 1));
  });
});

describe('several grasps', () => {
  const two = handWay([
    [0, 0, 5],
    [0, 0, 0],
    [3, 0, 0],
    [3, 5, 0],
    [6, 5, 0],
    [6, 0, 5],
  ]);
  const [, a1 = 0, a2 = 0, b1 = 0, b2 = 0] = two.frames;
  const grasps: readonly Grasp[] = [
    { start: a1, end: a2, ending: 'released' },
    { start: b1, end: b2, ending: 'released' },
  ];
  const place = (positions: Float64Array | undefined, frame: number) => [
    ...(positions?.slice(frame * 3, frame * 3 + 3) ?? []),
  ];

  it('the k-th belongs to the k-th moved object, its release to that object’s destination', () => {
    const objects = objectsOf(
      'target: the cup',
      'destination: the tray',
      'target: the fork',
      'destination: the box',
    );
    const { tracks, problems } = positionsFromEvents({ effector: two.effector, grasps, objects });
    expect(tracks.map(({ positions }) => place(positions, 0))).toEqual([
      [0, 0, 0],
      [3, 0, 0],
      [3, 5, 0],
      [6, 5, 0],
    ]);
    expect(problems).toEqual([]);
  });

  it('objects with one destination make it follow the next release', () => {
    const objects = objectsOf('target: the cup', 'target: the fork', 'destination: the box');
    const { tracks } = positionsFromEvents({ effector: two.effector, grasps, objects });
    expect([0, a2, two.length - 1].map((frame) => place(tracks[2]?.positions, frame))).toEqual([
      [3, 0, 0],
      [6, 5, 0],
      [6, 5, 0],
    ]);
  });

  it('fewer grasps than objects leave the last ones and their destinations unlabelled', () => {
    const objects = objectsOf(
      'target: the cup',
      'destination: the tray',
      'target: the fork',
      'destination: the box',
    );
    const { tracks, problems } = positionsFromEvents({
      effector: two.effector,
      grasps: grasps.slice(0, 1),
      objects,
    });
    expect(tracks.map(({ source }) => source)).toEqual(['grasp', 'release', null, null]);
    expect(problems.map(({ reason, phrase }) => [reason, phrase])).toEqual([
      ['untouched', 'the fork'],
      ['destination-unknown', 'the box'],
    ]);
  });

  it('more grasps than objects: the same object again, which lies where it is taken up next', () => {
    const { tracks, problems } = positionsFromEvents({
      effector: two.effector,
      grasps,
      objects: objectsOf('target: the cup', 'destination: the box'),
    });
    expect(place(tracks[0]?.positions, 0)).toEqual([0, 0, 0]);
    expect(place(tracks[0]?.positions, a2)).toEqual([3, 5, 0]);
    expect(place(tracks[0]?.positions, two.length - 1)).toEqual([6, 5, 0]);
    expect(place(tracks[1]?.positions, 0)).toEqual([6, 5, 0]);
    expect(problems).toMatchObject([{ reason: 'regrasped', phrase: 'the cup', frame: b1 }]);
  });

  it('changes objects at the largest jump', () => {
    // Released and taken up again a little aside, then another object far away.
    const way = handWay([
      [0, 0, 5],
      [0, 0, 0],
      [3, 0, 0],
      [3.2, 0, 0],
      [5, 0, 0],
      [5, 9, 0],
      [7, 9, 0],
    ]);
    const [, g1 = 0, r1 = 0, g2 = 0, r2 = 0, g3 = 0, r3 = 0] = way.frames;
    const three = (
      [
        [g1, r1],
        [g2, r2],
        [g3, r3],
      ] as const
    ).map(([start, end]): Grasp => ({ start, end, ending: 'released' }));
    const { tracks } = positionsFromEvents({
      effector: way.effector,
      grasps: three,
      objects: objectsOf('target: the cup', 'target: the fork'),
    });
    expect(place(tracks[0]?.positions, way.length - 1)).toEqual([5, 0, 0]);
    expect(place(tracks[1]?.positions, 0)).toEqual([5, 9, 0]);
  });

  it('as many as fixtures and targets: each in order of mention, the destination follows the target', () => {
    const objects = objectsOf('fixture: the drawer', 'target: the bowl', 'destination: the tray');
    const { tracks, problems } = positionsFromEvents({ effector: two.effector, grasps, objects });
    expect(tracks.map(({ positions }) => place(positions, 0))).toEqual([
      [0, 0, 0],
      [3, 5, 0],
      [6, 5, 0],
    ]);
    expect(problems).toEqual([]);
  });

  it('fewer grasps than objects: what is held to act on another one is taken, and goes to no destination', () => {
    const placed = (count: number, ...lines: readonly string[]) => {
      const { tracks } = positionsFromEvents({
        effector: two.effector,
        grasps: grasps.slice(0, count),
        objects: objectsOf(...lines),
      });
      return tracks.map(({ source, positions }) => (source === null ? null : [source, positions[0]]));
    };
    const wiping = ['target: the table', 'target held: the cloth'] as const;
    expect(placed(1, ...wiping)).toEqual([null, ['grasp', 0]]);
    // "… and put the cup in the sink", and before it "pick up the cup and …".
    expect(placed(2, ...wiping, 'target: the cup', 'destination: the sink')).toEqual([
      null,
      ['grasp', 0],
      ['grasp', 3],
      ['release', 6],
    ]);
    expect(placed(2, 'target: the cup', ...wiping)).toEqual([['grasp', 0], null, ['grasp', 3]]);
    // "pour the beans from the jar into the bowl", and with a ladle.
    const pouring = ['target: the beans', 'target held: the jar'] as const;
    expect(placed(1, ...pouring, 'destination: the bowl')).toEqual([null, ['grasp', 0], null]);
    expect(placed(1, ...pouring, 'target held: the ladle')).toEqual([null, null, ['grasp', 0]]);
  });

  it('as many grasps as objects: each takes its own, in order of mention', () => {
    const objects = objectsOf('target: the carrot', 'target held: the knife');
    const { tracks } = positionsFromEvents({ effector: two.effector, grasps, objects });
    expect(tracks.map(({ positions }) => positions[1])).toEqual([0, 5]);
  });

  it('leaves fixtures alone where grasps are fewer, or the second takes up what was dropped', () => {
    const objects = objectsOf('fixture: the drawer', 'target: the bowl');
    const dropped = grasps.map((grasp): Grasp => ({ ...grasp, ending: 'dropped' }));
    for (const some of [grasps.slice(0, 1), dropped]) {
      const { tracks } = positionsFromEvents({ effector: two.effector, grasps: some, objects });
      expect(tracks.map(({ source }) => source)).toEqual([null, 'grasp']);
    }
  });

  it('after a drop the same object is taken up, however far it rolled', () => {
    const dropped = grasps.map(
      (grasp, index): Grasp => (index === 0 ? { ...grasp, ending: 'dropped' } : grasp),
    );
    const { tracks } = positionsFromEvents({
      effector: two.effector,
      grasps: dropped,
      objects: objectsOf('target: the cup', 'target: the fork'),
    });
    expect(place(tracks[0]?.positions, two.length - 1)).toEqual([6, 5, 0]);
    expect(tracks[1]?.source).toBeNull();
  });

  it('a drop that nobody mends leaves the destination unlabelled', () => {
    const { reasons } = run(
      ['target: the cup', 'destination: the tray'],
      [{ start: atCup, end: atTray - 4, ending: 'dropped' }],
    );
    expect(reasons).toEqual(['destination-unknown: the tray']);
  });
});

describe('an episode without a grasp', () => {
  const push = ['fixture: the drawer', 'destination: the wall'];

  it('puts the first moved object where the last approach ends, and reports it', () => {
    const { tracks, at, reasons } = run(push, []);
    expect(at(0, 0)).toEqual(points[4]);
    expect(tracks.map(({ source }) => source)).toEqual(['approach', null]);
    expect(reasons).toEqual(['no-grasp', 'approach-point: the drawer', 'untouched: the wall']);
  });

  it('labels nothing where that rule is switched off', () => {
    const { tracks, at, reasons } = run(push, [], { withoutGrasp: 'none' });
    expect(at(0, 0)).toEqual(unknown);
    expect(tracks.every(({ source }) => source === null)).toBe(true);
    expect(reasons).toEqual(['no-grasp', 'untouched: the drawer', 'untouched: the wall']);
  });

  it('labels nothing where nothing moves', () => {
    const still = new Float64Array(9).fill(1);
    const { tracks } = positionsFromEvents({
      effector: still,
      grasps: [],
      objects: objectsOf('target: the cup'),
    });
    expect(tracks[0]?.source).toBeNull();
    expect(positionsFromEvents({ effector: new Float64Array(0), grasps: [], objects: [] }).tracks).toEqual(
      [],
    );
  });
});

describe('a doubtful grasp from the first frame on', () => {
  const grasps: readonly Grasp[] = [
    { start: 0, end: 4, ending: 'released', isDoubtful: true },
    { start: 6, end: 9, ending: 'released' },
  ];

  it.each([[['target: the cup']], [['fixture: the drawer', 'target: the cup']]])(
    'takes none of %j, and leaves the one that is taken unlabelled there',
    (objects) => {
      const { tracks, problems } = run(objects, grasps);
      const cup = tracks.find(({ phrase }) => phrase === 'the cup');
      expect(graspSpans(cup?.grasped ?? [])).toEqual([{ start: 6, end: 9 }]);
      const known = Array.from({ length }, (_, at) => Number.isFinite(cup?.positions[at * 3]));
      expect(known.lastIndexOf(false)).toBe(3);
      expect(known.indexOf(true)).toBe(4);
      expect(problems.map(({ reason, phrase }) => `${reason} ${phrase}`)).toEqual([
        'doubtful-grasp the cup',
        ...(objects.length > 1 ? ['untouched the drawer'] : []),
      ]);
    },
  );

  it('counts where there are as many objects as grasps', () => {
    const { tracks, problems } = run(['target: the cup', 'target: the fork'], grasps);
    expect(tracks.map(({ grasped }) => graspSpans(grasped))).toEqual([
      [{ start: 0, end: 4 }],
      [{ start: 6, end: 9 }],
    ]);
    expect(problems).toEqual([]);
  });
});

describe('inputs', () => {
  it('refuses grasps that do not fit the episode', () => {
    const wrong: readonly (readonly Grasp[])[] = [
      [{ start: 0, end: length + 1, ending: 'released' }],
      [{ start: 5, end: 4, ending: 'released' }],
      [
        { start: 5, end: 9, ending: 'released' },
        { start: 7, end: 12, ending: 'released' },
      ],
    ];
    for (const grasps of wrong) {
      expect(() => run(['target: the cup'], grasps)).toThrow(
        expect.objectContaining({ code: 'EVENT_SPANS' }),
      );
    }
    expect(() => positionsFromEvents({ effector: new Float64Array(4), grasps: [], objects: [] })).toThrow(
      expect.objectContaining({ code: 'EVENT_SPANS' }),
    );
  });

  it('refuses an up without a direction, whether the episode needs it or not', () => {
    for (const grasps of [once, []]) {
      expect(() => run(['target: the cup'], grasps, { up: [0, 0, 0] })).toThrow(
        expect.objectContaining({ code: 'FRAME_ROTATION' }),
      );
    }
  });

  it('reports positions that are not finite and keeps them unlabelled', () => {
    const damaged = effector.slice();
    damaged[3 * (atCup + 2)] = Number.NaN;
    const { tracks, problems } = positionsFromEvents({
      effector: damaged,
      grasps: once,
      objects: objectsOf('target: the cup'),
    });
    expect(problems).toMatchObject([{ reason: 'effector-gaps', detail: expect.stringMatching(/^1 of/) }]);
    expect(tracks[0]?.positions[3 * (atCup + 2)]).toBeNaN();
    expect(tracks[0]?.positions[0]).toBe(0);
  });

  it('has a resting place where the frame of the grasp or of the release is missing', () => {
    const length = 60;
    const grasps: readonly Grasp[] = [{ start: 10, end: 20, ending: 'released' }];
    const way = Float64Array.from({ length: length * 3 }, (_, place) => Math.floor(place / 3));
    way[3 * 10 + 1] = Number.NaN;
    way[3 * 20] = Number.NaN;
    const objects = objectsOf('target: the cup', 'destination: the tray');
    const { tracks, problems } = positionsFromEvents({ effector: way, grasps, objects });
    const places = tracks.map(({ positions }) => [0, 9, 20, 59].map((frame) => positions[frame * 3]));
    expect(places).toEqual([
      [11, 11, 19, 19],
      [19, 19, 19, 19],
    ]);
    expect(tracks[0]?.positions[3 * 10 + 1]).toBeNaN();
    expect(problems.map(({ reason }) => reason)).toEqual(['effector-gaps']);
  });

  it('says that a resting place is unknown where the whole grasp is missing', () => {
    const damaged = effector.slice().fill(Number.NaN, 3 * atCup, 3 * length);
    const { tracks, problems } = positionsFromEvents({
      effector: damaged,
      grasps: once,
      objects: objectsOf('target: the cup', 'destination: the tray'),
    });
    expect(tracks.every(({ positions }) => positions.every(Number.isNaN))).toBe(true);
    expect(problems).toMatchObject([
      { reason: 'effector-gaps' },
      { reason: 'rest-unknown', phrase: 'the cup', frame: 0 },
      { reason: 'rest-unknown', phrase: 'the tray', frame: 0 },
    ]);
  });

  it('answers any signal over any way, without touching either', () => {
    const moment = fc.tuple(fc.double(), fc.integer(), fc.integer(), fc.double({ min: 0, max: 1 }));
    fc.assert(
      fc.property(fc.array(moment, { maxLength: 50 }), (moments) => {
        const way = Float64Array.from(moments.flatMap((numbers) => numbers.slice(0, 3)));
        const before = way.slice();
        const { grasps } = findGrasps(Object.freeze(moments.map(([, , , width]) => width)));
        const objects = objectsOf('target: a', 'destination: b', 'target: c', 'reference: d');
        const { tracks } = positionsFromEvents({ effector: way, grasps, objects });
        expect(tracks.map(({ positions }) => positions.length)).toEqual([1, 2, 3, 4].map(() => way.length));
        expect(way).toEqual(before);
      }),
    );
  });
});
