import { directions, type Formulation, formulations } from '@inspire-vla/adapter';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCameraFrame } from '../frame/camera-frame.js';
import { createFrame, type Frame, frames } from '../frame/frame.js';
import { createLabeler } from './labeler.js';
import { unlabelled } from './rules/rule.js';

const origin = Object.freeze([0, 0, 0] as const);

function answer(object: readonly [number, number, number], options = {}, grasped = false): string {
  return createLabeler(options).label({ object: Object.freeze(object), effector: origin, grasped }).answer;
}

describe('direction-1d', () => {
  it('names the axis with the largest magnitude, in the LIBERO frame', () => {
    expect(answer([0.3, 0.1, -0.2])).toBe('front');
    expect(answer([-0.3, 0.1, -0.2])).toBe('back');
    expect(answer([0, 0.1, 0])).toBe('right');
    expect(answer([0, -0.1, 0])).toBe('left');
    expect(answer([0, 0, 0.1])).toBe('up');
    expect(answer([0, 0, -0.1])).toBe('down');
  });

  it('gives a tie to the first axis', () => {
    expect(answer([0.1, 0.1, -0.1])).toBe('front');
    expect(answer([0, -0.1, 0.1])).toBe('left');
  });

  it('says grasped before anything else, also where the position is unknown', () => {
    expect(answer([0.3, 0, 0], {}, true)).toBe('grasped');
    expect(answer([Number.NaN, 0, 0], {}, true)).toBe('grasped');
    expect(answer([0.3, 0, 0], { words: 'authors' }, true)).toBe('catch');
  });

  it('gives no label to unknown positions, and none to a zero vector without a threshold', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      expect(
        createLabeler().label({ object: [0, value, 0], effector: origin, grasped: false }),
      ).toMatchObject({
        code: unlabelled,
        answer: '',
      });
    }
    expect(answer([0, 0, 0])).toBe('');
  });

  it('takes what is no number for unknown: JSON writes NaN as null, and a short array lacks an axis', () => {
    for (const object of ['[null, null, 0.3]', '[0.3, 0.1]', '["0.3", 0, 0]']) {
      const given = JSON.parse(object) as [number, number, number];
      expect(answer(given)).toBe('');
      const effector = createLabeler().label({ object: [0.1, 0, 0], effector: given, grasped: false });
      expect(effector.code).toBe(unlabelled);
    }
  });

  it('takes any flag but 0 for held, as masks of 255 have it', () => {
    const relations = new Float64Array(6).fill(0.1);
    const { vocabulary, labelRelations } = createLabeler();
    const codes = labelRelations({ relations, grasped: Uint8Array.of(255, 0) });
    expect([...codes].map((code) => vocabulary.answers[code])).toEqual(['grasped', 'front']);
    expect(answer([0, 0, 0], { compatibility: 'authors' })).toBe('close');
  });
});

describe('the other formulations', () => {
  it('names every axis in direction-3d', () => {
    expect(answer([-0.1, -0.2, 0.3], { formulation: 'direction-3d' })).toBe('back left up');
    expect(answer([-0.01, -0.2, 0.3], { formulation: 'direction-3d', closeThreshold: 0.06 })).toBe(
      'close left up',
    );
  });

  it('tells four distances apart in proximity', () => {
    const words = [0.05, 0.1, 0.25, 0.5].map((x) => answer([x, 0, 0], { formulation: 'proximity' }));
    expect(words).toEqual(['close', 'near', 'middle', 'far']);
    expect(answer([0.01, 0, 0], { formulation: 'proximity', closeThreshold: 0 })).toBe('near');
  });

  it('gives decimetres, truncated and clipped', () => {
    expect(answer([0.19, -0.35, 2], { formulation: 'location-3d' })).toBe('1 -3 9');
    expect(answer([0.3, 0.4, 0], { formulation: 'distance' })).toBe('5');
    expect(answer([3, 0, 0], { formulation: 'distance' })).toBe('9');
  });
});

describe('labelRelations', () => {
  it('gives what label gives, frame by frame, in every formulation', () => {
    const vector = fc.tuple(...[0, 1, 2].map(() => fc.double({ min: -1, max: 1, noNaN: true })));
    const moment = fc.record({ vector, grasped: fc.boolean() });
    fc.assert(
      fc.property(
        fc.constantFrom(...formulations),
        fc.array(moment, { maxLength: 20 }),
        (formulation, moments) => {
          const labeler = createLabeler({ formulation, closeThreshold: 0.06 });
          const codes = labeler.labelRelations({
            relations: Float64Array.from(moments.flatMap(({ vector: values }) => values)),
            grasped: Uint8Array.from(moments, ({ grasped }) => (grasped ? 1 : 0)),
          });
          moments.forEach(({ vector: [x = 0, y = 0, z = 0], grasped }, frame) => {
            const one = labeler.label({ object: [x, y, z], effector: origin, grasped });
            expect(codes[frame]).toBe(one.code);
            expect(labeler.vocabulary.answers).toContain(one.answer);
          });
        },
      ),
    );
  });

  it('fills a given array and leaves its inputs alone', () => {
    const relations = Float64Array.of(0.1, 0, 0, Number.NaN, 0, 0);
    const codes = new Uint16Array(2);
    expect(createLabeler().labelRelations({ relations, grasped: null }, codes)).toBe(codes);
    expect([...codes]).toEqual([directions.indexOf('front'), unlabelled]);
    expect([...relations]).toEqual([0.1, 0, 0, Number.NaN, 0, 0]);
  });

  it('labels nothing of nothing', () => {
    expect(createLabeler().labelRelations({ relations: new Float64Array(0), grasped: null })).toHaveLength(0);
  });

  it('refuses columns of lengths that do not fit', () => {
    const refused = expect.objectContaining({ code: 'LABEL_LENGTHS' });
    const { labelRelations } = createLabeler();
    expect(() => labelRelations({ relations: new Float64Array(6), grasped: new Uint8Array(3) })).toThrow(
      refused,
    );
    expect(() => labelRelations({ relations: new Float64Array(7), grasped: null })).toThrow(refused);
  });
});

describe('options', () => {
  it('speaks in another frame', () => {
    expect(answer([0, 0.2, 0], { frame: frames['authors-real'] })).toBe('back');
    expect(answer([0, 0.2, 0], { frame: createFrame('x:up/down,y:left/right,z:front/back') })).toBe('left');
  });

  it.each([
    ['a word on two axes', 'FRAME_WORDS', { ...frames.libero, x: ['up', 'down'] }],
    ['unknown words', 'FRAME_WORDS', { ...frames.libero, x: ['north', 'south'] }],
    ['an axis without words', 'FRAME_WORDS', { x: frames.libero.x, y: frames.libero.y }],
    [
      'a rotation that is none',
      'FRAME_ROTATION',
      { ...frames.libero, rotation: [2, 0, 0, 0, 1, 0, 0, 0, 1] },
    ],
  ])('refuses a frame with %s', (_, code, frame) => {
    // As callers without types write it.
    const given = frame as unknown as Frame;
    expect(() => createLabeler({ frame: given })).toThrow(expect.objectContaining({ code }));
    expect(() => createFrame(given)).toThrow(expect.objectContaining({ code }));
  });

  it('takes every frame that a camera gives, also of extrinsics that are not quite a rotation', () => {
    // Each row is within the tolerance; the first column, which is the picture's right, is not.
    const [third, half, sixth] = [1.00125 / Math.sqrt(3), Math.SQRT1_2, 1 / Math.sqrt(6)];
    const rotation = [third, half, sixth, third, -half, sixth, third, 0, -2 * sixth];
    for (const up of [[0, 0, 1] as const, null]) {
      const frame = createCameraFrame({ rotation, axes: 'opengl', up });
      expect(() => createLabeler({ frame })).not.toThrow();
    }
  });

  it.each(['direction-2d', 'toString'])('refuses the unknown formulation %s', (name) => {
    const formulation = name as Formulation;
    expect(() => createLabeler({ formulation })).toThrow(
      expect.objectContaining({ code: 'LABEL_FORMULATION', at: 'formulation' }),
    );
  });

  it('refuses words and roundings that are none', () => {
    const options = { formulation: 'distance' } as const;
    expect(() => createLabeler({ ...options, words: 'mine' as 'paper' })).toThrow(
      expect.objectContaining({ code: 'ANSWER_VOCABULARY', at: 'words' }),
    );
    expect(() => createLabeler({ ...options, fine: 'coarse' as 'fast' })).toThrow(
      expect.objectContaining({ code: 'LABEL_FORMULATION', at: 'fine' }),
    );
  });

  it('refuses a threshold that is no distance', () => {
    for (const closeThreshold of [-0.1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => createLabeler({ closeThreshold })).toThrow(
        expect.objectContaining({ code: 'LABEL_THRESHOLD' }),
      );
    }
  });
});
