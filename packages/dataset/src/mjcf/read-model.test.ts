import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readKinematicModel } from './read-model.js';

const inWorld = (body: string) => `<mujoco><worldbody>${body}</worldbody></mujoco>`;

describe('readKinematicModel', () => {
  it('counts qpos in the order of bodies, joints before child bodies', () => {
    const model = readKinematicModel(
      inWorld(`<body name="a"><body name="b"><joint name="inner" type="ball"/></body><joint name="outer"/></body>
        <body name="c"><joint name="last" type="slide"/></body>`),
    );
    const joints = model.bodies.flatMap(({ joints }) => joints);
    expect(joints.map(({ name, address }) => [name, address])).toEqual([
      ['outer', 0],
      ['inner', 1],
      ['last', 5],
    ]);
    expect(model).toMatchObject({ positionCount: 6, velocityCount: 5 });
  });

  it('reads angles in degrees unless the compiler says radian', () => {
    const body = '<body euler="0 0 90"><joint ref="180"/></body>';
    const [, degrees] = readKinematicModel(inWorld(body)).bodies;
    expect(degrees?.orientation[3]).toBeCloseTo(Math.SQRT1_2);
    expect(degrees?.joints[0]?.reference).toBeCloseTo(Math.PI);
    const radians = `<mujoco><compiler angle="radian"/><worldbody>${body}</worldbody></mujoco>`;
    expect(readKinematicModel(radians).bodies[1]?.joints[0]?.reference).toBe(180);
  });

  it('has only the world where a model has no bodies', () => {
    expect(readKinematicModel('<mujoco model="base"><!-- nothing --></mujoco>').bodies).toHaveLength(1);
  });

  it.each([
    ['include', '<mujoco><include file="robot.xml"/></mujoco>'],
    ['composite', inWorld('<body name="rope"><composite type="cable"/></body>')],
    ['replicate', inWorld('<replicate count="3"><body/></replicate>')],
    ['frame', inWorld('<frame pos="0 0 1"><body/></frame>')],
    ['flexcomp', inWorld('<flexcomp name="cloth"/>')],
    ['attach', inWorld('<body><attach model="robot"/></body>')],
    ['mocap', inWorld('<body name="target" mocap="true"/>')],
    ['global', '<mujoco><compiler coordinate="global"/></mujoco>'],
  ])('says that %s is not supported', (word, text) => {
    expect(() => readKinematicModel(text)).toThrow(
      expect.objectContaining({ code: 'MODEL_UNSUPPORTED', message: expect.stringContaining(word) }),
    );
  });

  it.each([
    ['no XML', 'MuJoCo binary'],
    ['an unclosed element', '<mujoco><worldbody></mujoco>'],
    ['another root', '<robot name="panda"/>'],
    ['two roots', '<mujoco/><mujoco/>'],
    ['two numbers of three', inWorld('<body pos="1 2"/>')],
    ['a word for a number', inWorld('<body pos="1 2 up"/>')],
    ['an infinite number', inWorld('<body pos="1 2 Infinity"/>')],
    ['two orientations', inWorld('<body quat="1 0 0 0" euler="0 0 1"/>')],
    ['an orientation of no length', inWorld('<body quat="0 0 0 0"/>')],
    ['an axis of no length', inWorld('<body><joint axis="0 0 0"/></body>')],
    ['an unknown joint type', inWorld('<body><joint type="screw"/></body>')],
    ['an unknown class', inWorld('<body><joint class="nowhere"/></body>')],
    ['a free joint inside a body', inWorld('<body><body><freejoint/></body></body>')],
    ['a free joint beside another', inWorld('<body><freejoint/><joint/></body>')],
    ['an unknown unit', '<mujoco><compiler angle="turns"/></mujoco>'],
    ['bodies nested without end', inWorld('<body>'.repeat(20_000))],
  ])('refuses %s', (_, text) => {
    expect(() => readKinematicModel(text)).toThrow(expect.objectContaining({ code: 'MODEL_INVALID' }));
  });

  it('gives a model or a typed error for any damage to the text', () => {
    const whole = inWorld(
      '<body name="a" pos="0 0 1" euler="0 0 9"><joint axis="0 1 0" ref="2"/><body name="b"/></body>',
    );
    const edit = fc.tuple(fc.nat(whole.length), fc.nat(9), fc.string({ maxLength: 6 }));
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        const damaged = edits.reduce(
          (text, [at, removed, added]) => text.slice(0, at) + added + text.slice(at + removed),
          whole,
        );
        try {
          const { bodies } = readKinematicModel(damaged);
          expect(bodies.every(({ parent }, index) => parent < Math.max(1, index))).toBe(true);
        } catch (error) {
          expect(error).toMatchObject({ code: expect.stringMatching(/^MODEL_(INVALID|UNSUPPORTED)$/) });
        }
      }),
      { numRuns: 500, seed: 7 },
    );
  });
});
