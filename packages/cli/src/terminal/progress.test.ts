import { Writable } from 'node:stream';
import { afterEach, expect, it, vi } from 'vitest';
import type { CommandContext } from './context.js';
import { createProgress } from './progress.js';

afterEach(() => {
  vi.useRealTimers();
});

it('the rate of a phase is its own', () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  let text = '';
  const errors = new Writable({
    write(chunk, _, done) {
      text += chunk;
      done();
    },
  });
  const context = { errors, isErrorsTerminal: false } as unknown as CommandContext;
  const progress = createProgress(context, false);
  for (const done of [90, 10]) {
    progress.start(100, 'episodes');
    vi.advanceTimersByTime(1000);
    progress.advance(done);
    progress.stop();
  }
  const rates = [...text.matchAll(/ (\d+)\/s/g)].map(([, rate]) => rate);
  expect(rates).toContain('90');
  expect(rates.at(-1)).toBe('10');
});
