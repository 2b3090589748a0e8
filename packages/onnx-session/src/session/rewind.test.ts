import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFixture } from '../__fixtures__/fixtures.js';

type Opened = Awaited<ReturnType<typeof openFixture>>;

let models: Readonly<Record<'pi0-fast' | 'text-flags' | 'text-pruned', Opened>>;

beforeAll(async () => {
  models = {
    'pi0-fast': await openFixture('pi0-fast'),
    'text-flags': await openFixture('text-flags'),
    'text-pruned': await openFixture('text-pruned'),
  };
});

afterAll(async () => {
  for (const { model } of Object.values(models)) await model.close();
});

/** A call of a session; a rewind is a share of the calls that are still remembered. */
type Call =
  | {
      readonly ids: readonly number[];
      readonly attention: 'causal' | 'block';
      readonly camera: string | null;
    }
  | { readonly keep: number };

const call = (cameras: readonly (string | null)[], attentions: readonly ('causal' | 'block')[]) =>
  fc.oneof(
    { weight: 3, arbitrary: extendCall(cameras, attentions) },
    { weight: 1, arbitrary: fc.record({ keep: fc.double({ min: 0, max: 1, noNaN: true }) }) },
  );

const extendCall = (cameras: readonly (string | null)[], attentions: readonly ('causal' | 'block')[]) =>
  fc.record({
    ids: fc.array(fc.nat(29), { minLength: 1, maxLength: 30 }),
    attention: fc.constantFrom(...attentions),
    camera: fc.constantFrom(...cameras),
  });

/** Plays calls with their rewinds; then the calls that are left, on a new session. */
async function replay({ model, pictures }: Opened, calls: readonly Call[]) {
  const session = await model.open(pictures);
  let kept: { readonly call: Exclude<Call, { keep: number }>; readonly end: number }[] = [];
  for (const one of calls) {
    if ('keep' in one) {
      kept = kept.slice(0, Math.floor(one.keep * (kept.length + 1)));
      session.rewind(kept.at(-1)?.end ?? 0);
    } else {
      await session.extend(one.ids, optionsOf(one));
      kept.push({ call: one, end: session.length });
    }
  }
  const found = await session.extend([7, 8], { logits: 'all' });
  const fresh = await model.open(pictures);
  for (const { call: one } of kept) await fresh.extend(one.ids, optionsOf(one));
  const expected = await fresh.extend([7, 8], { logits: 'all' });
  await Promise.all([session.close(), fresh.close()]);
  return { found: found.values, expected: expected.values };
}

/** Pruned ids are −Infinity in both. */
function differenceOf(value: number, wanted = Number.NaN): number {
  return value === wanted ? 0 : Math.abs(value - wanted);
}

function optionsOf({ attention, camera }: Exclude<Call, { keep: number }>) {
  const images = camera === null ? [] : [{ camera, position: 0 }];
  return { logits: 'last', attention, images } as const;
}

const cases = [
  ['pi0-fast', [null, 'base_0_rgb', 'left_wrist_0_rgb'], ['causal', 'block']],
  ['text-flags', [null], ['causal']],
  // The graph of an earlier export, which gives its cache as a whole.
  ['text-pruned', [null], ['causal', 'block']],
] as const;

describe.each(cases)('a session of %s', (name, cameras, attentions) => {
  it('is after rewinds as one that never saw what was rewound', async () => {
    const calls = fc.array(call(cameras, attentions), { minLength: 1, maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(calls, async (script) => {
        const total = script.reduce((sum, one) => sum + ('ids' in one ? one.ids.length + 4 : 0), 2);
        fc.pre(total <= 250);
        const { found, expected } = await replay(models[name], script);
        found.forEach((value, index) => {
          expect(differenceOf(value, expected[index])).toBeLessThan(1e-4);
        });
      }),
      { numRuns: 40 },
    );
  });

  it('copies the cache together once most of it is dead, and is the same after it', async () => {
    const ids = Array.from({ length: 100 }, (_, index) => index % 30);
    const extend = (count: number): Call => ({ ids: ids.slice(0, count), attention: 'causal', camera: null });
    const script = [extend(20), extend(100), { keep: 0.5 }, extend(100), { keep: 0.5 }, extend(100)];
    const { found, expected } = await replay(models[name], script);
    found.forEach((value, index) => {
      expect(differenceOf(value, expected[index])).toBeLessThan(1e-4);
    });
  });
});
