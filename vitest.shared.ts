import { defineConfig } from 'vitest/config';

/**
 * The one test setup of this repository. Packages are resolved to their sources through an export
 * condition, so no build stands before a test.
 */
export default defineConfig({
  resolve: { conditions: ['@inspire-vla/source', 'node', 'import', 'default'] },
  ssr: { resolve: { conditions: ['@inspire-vla/source', 'node', 'import', 'default'] } },
  test: {
    include: ['**/*.test.ts'],
    typecheck: { enabled: true, include: ['src/**/*.test-d.ts'] },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default', ['json', { outputFile: '.vitest/report.json' }]],
  },
});
