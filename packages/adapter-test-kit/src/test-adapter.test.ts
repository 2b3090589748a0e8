import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { actionBound, createHealthyAdapter, tokenizer } from './__fixtures__/healthy-adapter.js';
import { type ConformanceOptions, createConformanceChecks, type TestFunction, testAdapter } from './index.js';

const options: ConformanceOptions = { createAdapter: createHealthyAdapter, tokenizer, actionBound };

function registered(skip: ConformanceOptions['skip']): {
  readonly run: string[];
  readonly skipped: string[];
} {
  const names = { run: [] as string[], skipped: [] as string[] };
  const test = Object.assign((name: string) => names.run.push(name), {
    skip: (name: string) => names.skipped.push(name),
  });
  testAdapter({ ...options, test, ...(skip === undefined ? {} : { skip }) });
  return names;
}

describe('testAdapter', () => {
  it('registers one test per check, with its claim as the name', () => {
    const { run, skipped } = registered(undefined);
    expect(run).toEqual(createConformanceChecks(options).map(({ name, claim }) => `${name}: ${claim}`));
    expect(skipped).toEqual([]);
  });

  it('skips a capability with the reason in the name of the test', () => {
    const { run, skipped } = registered({ state: 'the backbone takes none' });
    expect(skipped).toEqual([expect.stringMatching(/^state: .* \(skipped: the backbone takes none\)$/)]);
    expect(run.some((name) => name.startsWith('state'))).toBe(false);
  });

  it('takes the test functions of vitest and node:test', () => {
    expectTypeOf(it).toExtend<TestFunction>();
    expectTypeOf(test).toExtend<TestFunction>();
  });

  it.each([
    { actionBound: Number.NaN },
    { actionBound: Number.POSITIVE_INFINITY },
    { actionRange: [1, -1] },
    { actionRange: [Number.NaN, 1] },
    { seed: Number.NaN },
    { runs: 0 },
    { runs: Number.NaN },
  ] as const)('refuses options under which nothing would be tried: %j', (wrong) => {
    expect(() => createConformanceChecks({ ...options, ...wrong })).toThrow(
      expect.objectContaining({ code: 'KIT_OPTIONS', at: Object.keys(wrong)[0], fix: expect.any(String) }),
    );
  });

  it('says of a function that gives no adapter what it gave', async () => {
    const [check] = createConformanceChecks({ ...options, createAdapter: () => undefined as never });
    await expect(check?.run()).rejects.toMatchObject({
      code: 'ADAPTER_NONCONFORMING',
      message: 'createAdapter gave undefined',
    });
  });

  it('refuses to skip without a reason, and what must not be skipped', () => {
    expect(() => registered({ state: ' ' })).toThrow(
      expect.objectContaining({ code: 'SKIP_WITHOUT_REASON', at: 'skip["state"]' }),
    );
    const required = { 'spans-cover': 'too hard' } as ConformanceOptions['skip'];
    expect(() => registered(required)).toThrow(
      expect.objectContaining({ code: 'SKIP_UNKNOWN', fix: expect.stringContaining('reference-loss-mask') }),
    );
  });
});

describe('the package', () => {
  it('needs no test runner at run time', () => {
    const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
    const { dependencies } = JSON.parse(manifest) as { readonly dependencies: object };
    expect(Object.keys(dependencies)).toEqual([
      '@inspire-vla/adapter',
      '@inspire-vla/token-loss-mask',
      'fast-check',
    ]);
  });
});

describe('a failing check', () => {
  it('names the check, the seed and the smallest sample, and gives the same again for the same seed', async () => {
    const healthy = createHealthyAdapter();
    const createAdapter = () => ({ ...healthy, layout: () => healthy.layout(healthy.example()) });
    const failure = async (seed: number) => {
      const checks = createConformanceChecks({ ...options, createAdapter, seed });
      const error: unknown = await checks
        .find(({ name }) => name === 'texts-present')
        ?.run()
        .catch((thrown) => thrown);
      return error as { readonly at: string; readonly message: string };
    };
    const first = await failure(7);
    expect(first.at).toMatch(/^check texts-present, seed 7, sample \{"order":/);
    expect(first.message).toContain('does not stand in the sequence');
    expect(await failure(7)).toEqual(first);
  });

  it('says check, seed, sample and remedy in its message under a test runner, and nothing twice', async () => {
    const healthy = createHealthyAdapter();
    const createAdapter = () => ({ ...healthy, layout: () => healthy.layout(healthy.example()) });
    const tests = new Map<string, () => Promise<void>>();
    const test = Object.assign((name: string, run: () => Promise<void>) => tests.set(name, run), {
      skip: () => {},
    });
    testAdapter({ ...options, createAdapter, test });
    const [, run] = [...tests].find(([name]) => name.startsWith('texts-present')) ?? [];
    const error: unknown = await run?.().catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'ADAPTER_NONCONFORMING' });
    expect(error).not.toHaveProperty('cause');
    expect(String(error)).toMatch(
      /does not stand in the sequence.*\n {2}at: check texts-present, seed 1, sample \{.*\n {2}fix: encode the whole text/s,
    );
  });

  it('counts what the adapter throws against it', async () => {
    const createAdapter = () => {
      throw new TypeError('no such file');
    };
    for (const { run } of createConformanceChecks({ ...options, createAdapter })) {
      await expect(run()).rejects.toMatchObject({
        code: 'ADAPTER_NONCONFORMING',
        message: 'the adapter threw: no such file',
      });
    }
  });
});
