import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeModel } from '../../../packages/cli/src/__fixtures__/miniature/make-model.mjs';
import { run } from './run.js';

const register = new URL('./__fixtures__/register-tsx.mjs', import.meta.url);

describe('the example', () => {
  let model = '';
  beforeAll(async () => {
    model = makeModel(await mkdtemp(join(tmpdir(), 'example-')));
  });
  afterAll(() => rm(model, { recursive: true, force: true }));

  it('serves a model and lets a robot take its steps', async () => {
    const { steps, metrics } = await run({
      model,
      module: new URL('./policy.ts', import.meta.url),
      instruction: 'put the bowl on the plate',
      steps: 6,
      execArgv: ['--import', register.href, '--conditions=@inspire-vla/source'],
    });
    expect(steps).toHaveLength(6);
    for (const { action, answers } of steps) {
      expect(action).toHaveLength(7);
      expect(Object.keys(answers)).toEqual(['the bowl', 'the plate']);
    }
    // Chunks of two actions: three requests.
    expect(metrics).toContain('inspire_requests_total{outcome="ok",protocol="openpi"} 3');
  });
});
