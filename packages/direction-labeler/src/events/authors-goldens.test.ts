import { describe, expect, it } from 'vitest';
import { readShared, sharedFile } from '../__fixtures__/shared.js';
import { frames } from '../frame/frame.js';
import { findGrasps } from '../grasp/find-grasps.js';
import { createLabeler } from '../labels/labeler.js';
import { relationsBetween } from '../labels/relations-between.js';
import type { EventObject } from './event-types.js';
import { positionsFromEvents } from './positions-from-events.js';

type Vector = readonly [number, number, number];

interface Goldens {
  readonly episodes: readonly {
    readonly task: string;
    readonly input: readonly { readonly state: readonly number[] }[];
    readonly output_object_info: readonly {
      readonly catch: Readonly<Record<string, boolean>>;
      readonly position: Readonly<Record<string, Vector>>;
      readonly coarse_direction: Readonly<Record<string, string>>;
    }[];
  }[];
  readonly failure_cases: readonly { readonly case: string; readonly gripper: readonly number[] }[];
  readonly coarse_direction_ties: readonly {
    readonly robot: Vector;
    readonly obj: Vector;
    readonly label: string;
  }[];
}

const file = 'goldens/real_world_annotations.json';
const labeler = createLabeler({ frame: frames['authors-real'], words: 'authors', compatibility: 'authors' });

describe.skipIf(sharedFile(file) === null)("the authors' real-world annotations", () => {
  const goldens = () => readShared<Goldens>(file);
  const cases =
    sharedFile(file) === null ? [] : goldens().episodes.map(({ task }, index) => ({ task, index }));

  it.each(cases)('equal ours: $task', ({ index }) => {
    const episode = goldens().episodes[index];
    const infos = episode?.output_object_info ?? [];
    const states = episode?.input.map(({ state }) => state) ?? [];
    const effector = Float64Array.from(states.flatMap((state) => state.slice(0, 3)));
    const { grasps, problems } = findGrasps(
      states.map((state) => state[6] ?? Number.NaN),
      { compatibility: 'authors' },
    );
    const phrases = Object.keys(infos[0]?.catch ?? {});
    const objects = phrases.map(
      (phrase, place): EventObject => ({ phrase, role: place === 0 ? 'target' : 'destination' }),
    );
    const { tracks } = positionsFromEvents({ effector, grasps, objects });
    expect(grasps).toHaveLength(1);
    expect(problems.every(({ reason }) => reason === 'never-released')).toBe(true);
    for (const { phrase, positions, grasped } of tracks) {
      const codes = labeler.labelRelations({ relations: relationsBetween(positions, effector), grasped });
      infos.forEach((info, frame) => {
        expect([...positions.slice(frame * 3, frame * 3 + 3)]).toEqual(info.position[phrase]);
        expect(grasped[frame] === 1).toBe(info.catch[phrase]);
        expect(labeler.vocabulary.answers[codes[frame] ?? -1]).toBe(info.coarse_direction[phrase]);
      });
    }
  });

  it.each(['opening', 'state'] as const)('have the grasps that our own rule finds in the %s', (signal) => {
    for (const { input, task } of goldens().episodes) {
      const gripper = input.map(({ state }) => state[6] ?? Number.NaN);
      const [theirs] = findGrasps(gripper, { compatibility: 'authors' }).grasps;
      const [ours, ...others] = findGrasps(gripper, { signal }).grasps;
      expect(others).toEqual([]);
      // Without a release ours holds to the very end, theirs to the frame before.
      const end = theirs?.ending === 'episode-end' ? gripper.length : theirs?.end;
      expect({ task, ...ours }).toEqual({ task, ...theirs, end });
    }
  });

  it('equal ours at every tie', () => {
    const { coarse_direction_ties: ties } = goldens();
    expect(ties.length).toBeGreaterThan(5);
    for (const { robot, obj, label } of ties) {
      expect(labeler.label({ object: obj, effector: robot, grasped: false }).answer).toBe(label);
    }
  });

  it('stand where their assertion fails: positions or a reported reason instead', () => {
    const found = goldens().failure_cases.map(({ case: name, gripper }) => {
      const { grasps, problems } = findGrasps(gripper, { minimumFrames: 1 });
      return {
        name,
        grasps: grasps.map(({ start, end }) => [start, end]),
        reasons: problems.map(({ reason }) => reason),
      };
    });
    expect(found).toEqual([
      { name: 'never_closes', grasps: [], reasons: ['gripper-still'] },
      {
        name: 'closes_twice',
        grasps: [
          [1, 2],
          [3, 4],
        ],
        reasons: [],
      },
      { name: 'closed_from_start', grasps: [[0, 2]], reasons: ['closed-from-start'] },
    ]);
  });
});

describe("the authors' rule on an episode of our own", () => {
  it('grasps below three quarters of the first value, and lets go before the last frame if never', () => {
    expect(findGrasps([8, 8, 5.9, 6, 5, 5], { compatibility: 'authors' }).grasps).toEqual([
      { start: 2, end: 3, ending: 'released' },
      { start: 4, end: 5, ending: 'episode-end' },
    ]);
  });
});
