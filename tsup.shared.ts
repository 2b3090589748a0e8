import { defineConfig } from 'tsup';

/** The one build of this repository: ESM, types and source maps from `src/index.ts`. */
export default defineConfig({
  entry: ['src/index.ts'],
  format: ['esm'],
  target: 'node20',
  dts: { compilerOptions: { customConditions: [] } },
  sourcemap: true,
  // Bundlers are told that `node:*` is external, and Deno and edge workers know Node's modules by no other name.
  removeNodeProtocol: false,
  clean: true,
});
