import { PassThrough, Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { main } from './main.js';

it('leaves as much on its streams after many runs as after one', async () => {
  const [output, errors] = [new PassThrough().resume(), new PassThrough().resume()];
  const run = (...args: readonly string[]) => {
    const input = Readable.from(['lift the cup\n']);
    const context = { input, output, errors, isTerminal: false, isErrorsTerminal: false, environment: {} };
    return main(args, context);
  };
  const listeners = () =>
    [output, errors].map((stream) => stream.eventNames().map((name) => stream.listenerCount(name)));
  expect(await run('objects', '-', '--json')).toBe(0);
  const after = listeners();
  for (let count = 0; count < 12; count += 1) await run('objects', '-', '--json');
  expect(await run('--help')).toBe(0);
  expect(await run('nothing')).toBe(2);
  expect(listeners()).toEqual(after);
});
