import { describe, expect, it } from 'vitest';
import { createFakePolicy } from '../__fixtures__/fake-policy.js';
import { createOpenpiProtocol, createPolicyServer } from '../index.js';
import { defaultLimits, fillLimits } from './limits.js';

const names = Object.keys(defaultLimits) as (keyof typeof defaultLimits)[];

describe('limits of a server', () => {
  it.each(names)('are the default where %s is undefined', (name) => {
    expect(fillLimits({ [name]: undefined })).toEqual(defaultLimits);
  });

  it('are what is given', () => {
    expect(fillLimits({ clients: 1, idleSeconds: 0.05 })).toEqual({
      ...defaultLimits,
      clients: 1,
      idleSeconds: 0.05,
    });
  });

  it.each(
    names.flatMap((name) => [Number.NaN, Number.POSITIVE_INFINITY, 0, -1].map((limit) => ({ name, limit }))),
  )('refuse $limit as $name', async ({ name, limit }) => {
    const policy = createFakePolicy();
    const server = createPolicyServer({
      policy,
      protocol: createOpenpiProtocol(),
      port: 0,
      limits: { [name]: limit },
    });
    await expect(server).rejects.toMatchObject({ code: 'LIMIT_INVALID', at: `limits.${name}` });
    await policy.close();
  });

  it('refuse a half client, and no half second', () => {
    expect(() => fillLimits({ clients: 1.5 })).toThrow(expect.objectContaining({ code: 'LIMIT_INVALID' }));
    expect(fillLimits({ sendSeconds: 0.5 }).sendSeconds).toBe(0.5);
  });
});
