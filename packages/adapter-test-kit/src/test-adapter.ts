import { InspireError } from '@inspire-vla/adapter';
import { createConformanceChecks } from './conformance.js';
import type { ConformanceOptions } from './options.js';

/** `test` or `it` of vitest, jest, mocha or node:test. */
export interface TestFunction {
  (name: string, run: () => Promise<void>): unknown;
  /** Registers a test that does not run. */
  readonly skip: (name: string, run: () => Promise<void>) => unknown;
}

/** Options of {@link testAdapter}. */
export interface TestAdapterOptions extends ConformanceOptions {
  /** The test function of your runner. */
  readonly test: TestFunction;
}

/**
 * Registers every check of an adapter as a test of your runner, one test per check; skipped ones carry their reason.
 *
 * @throws InspireError as {@link createConformanceChecks}.
 *
 * @example
 * ```ts no-run
 * import { test } from 'node:test';
 * import { createFakeTokenizer, testAdapter } from '@inspire-vla/adapter-test-kit';
 * import type { AdapterOptions, VlaAdapter } from '@inspire-vla/adapter';
 *
 * declare function createAdapter(options: AdapterOptions): VlaAdapter; // yours
 *
 * const tokenizer = createFakeTokenizer();
 * testAdapter({
 *   test,
 *   createAdapter: () => createAdapter({ tokenizer }),
 *   tokenizer,
 *   actionBound: 1 / 255,
 *   skip: { state: 'the backbone takes none' },
 * });
 * ```
 */
export function testAdapter({ test, ...options }: TestAdapterOptions): void {
  for (const { name, claim, skipped, run } of createConformanceChecks(options)) {
    if (skipped === undefined) test(`${name}: ${claim}`, () => run().catch(tellWhole));
    else test.skip(`${name}: ${claim} (skipped: ${skipped})`, run);
  }
}

/** Most runners print the message of an error and none of its other fields, so here it says all. */
function tellWhole(error: unknown): never {
  if (!InspireError.isInstance(error)) throw error;
  const { code, message, at, fix, cause } = error;
  throw new InspireError({
    code,
    message: [message, ...(at === undefined ? [] : [`  at: ${at}`]), ...(fix ? [`  fix: ${fix}`] : [])].join(
      '\n',
    ),
    cause,
  });
}
