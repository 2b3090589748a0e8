import { describe, expect, it } from 'vitest';
import { runCommand } from '../__fixtures__/run-command.js';

function line(object: readonly (number | null)[] | null, rest: object = {}): string {
  return `${JSON.stringify({ object, effector: [0, 0, 0], grasped: false, ...rest })}\n`;
}

async function answer(input: string, ...options: readonly string[]): Promise<unknown> {
  const { json, errors } = await runCommand(['label', '--json', ...options], input);
  expect(errors).toBe('');
  return (json()[0] as { readonly answer: unknown }).answer;
}

describe('inspire label', () => {
  it('answers in every formulation', async () => {
    const input = line([0.25, -0.1, 0.04]);
    const by = (formulation: string) => answer(input, '--formulation', formulation);
    expect(await by('direction-1d')).toBe('front');
    expect(await by('direction-3d')).toBe('front left up');
    expect(await by('proximity')).toBe('middle');
    expect(await by('location-3d')).toBe('2 -1 0');
    expect(await by('distance')).toBe('2');
  });

  it('writes metres as the FAST variant does, ties and minus zero as Python', async () => {
    const fast = ['--fine', 'fast', '--formulation'];
    expect(await answer(line([0.25, -0.04, 0.75]), ...fast, 'location-3d')).toBe('0.2 -0.0 0.8');
    expect(await answer(line([0.15, 0, 0]), ...fast, 'distance')).toBe('0.1');
  });

  it('follows the authors’ ties in each of their frames', async () => {
    const authors = ['--compatibility', 'authors', '--close-threshold', '0', '--frame'];
    const tie = line([0.1, 0.1, 0]);
    expect(await answer(tie, ...authors, 'libero')).toBe('front');
    expect(await answer(tie, ...authors, 'authors-real')).toBe('down');
    expect(await answer(line([0, 0, 0]), ...authors, 'libero')).toBe('close');
    expect(await answer(line([0, 0, 0]), ...authors, 'authors-real')).toBe('down');
  });

  it('turns the world, by quaternion or matrix', async () => {
    const input = line([0, 0.2, 0]);
    expect(await answer(input, '--rotation', '0 1 0 -1 0 0 0 0 1')).toBe('front');
    expect(await answer(input, '--rotation', '1, 0, 0, -1')).toBe('front');
    const { status, errors } = await runCommand(['label', '--rotation', '1,2,3'], input);
    expect(status).toBe(2);
    expect(errors).toContain('four or nine numbers');
  });

  it('speaks of pictures that are turned by 180°', async () => {
    expect(await answer(line([0, 0.2, 0]))).toBe('right');
    expect(await answer(line([0, 0.2, 0]), '--image', 'rotated-180')).toBe('left');
  });

  it('adds an offset, and says nothing that a tolerance could change', async () => {
    expect(await answer(line([0, 0.1, -0.2], { offset: [0, 0, 0.22] }))).toBe('right');
    expect(await answer(line([0.1, 0.09, 0]), '--tolerance', '0.02')).toBe('');
    const { status } = await runCommand(['label', '--tolerance', '-1'], '');
    expect(status).toBe(2);
  });

  it('gives no label to positions that are not known, and hands them on as they are', async () => {
    const input = line([null, 0, 0], { id: 1 }) + line(null, { id: 2 });
    const { json } = await runCommand(['label', '--json'], input);
    expect(json()).toMatchObject([
      { object: [null, 0, 0], id: 1, answer: '' },
      { object: null, id: 2, answer: '' },
    ]);
  });

  it('writes values beside words where asked', async () => {
    const { json } = await runCommand(['label', '--json', '--values'], line([0, -0.2, 0]));
    expect(json()).toMatchObject([
      { answer: 'left', value: { kind: 'direction', axis: 'y', sign: -1, direction: 'left' } },
    ]);
  });
});
