import type { Piece, Role, Tokenizer, VlaAdapter } from '@inspire-vla/adapter';
import { describe, expect, it } from 'vitest';
import { actionBound, createHealthyAdapter } from '../__fixtures__/healthy-adapter.js';
import { createConformanceChecks, createFakeTokenizer } from '../index.js';

const fake = createFakeTokenizer({ tokens: ['An', ' An', 'swer', ' sw', 'er', ' left', 'eft'] });

/** In the manner of SentencePiece: a space in front of every text, which decoding takes away again. */
const tokenizer: Tokenizer = {
  encode: (text) => fake.encode(` ${text}`),
  decode: (ids) => fake.decode(ids).replace(/^ /, ''),
};

/** Ids of a text as it stands behind another one. */
function behind(before: string, text: string): readonly number[] {
  return tokenizer.encode(before + text).slice(tokenizer.encode(before).length);
}

type Encode = (text: string) => readonly number[];

/** Lines of text, with answers in the given ids. */
function createAdapter(answerIds: Encode): VlaAdapter {
  const healthy = createHealthyAdapter();
  const line = (role: Role, text: string): Piece => ({ kind: 'fixed', role, ids: behind('.\n', text) });
  return {
    ...healthy,
    layout: ({ turns }) =>
      turns.flatMap((turn, index): readonly Piece[] => {
        if (turn.kind === 'instruction') return [line('instruction', `${turn.instruction}\n`)];
        if (turn.kind === 'action') return [{ kind: 'action', turn: index, actions: turn.actions }];
        const slot: Piece = { kind: 'answer', turn: index, answer: turn.answer };
        return [line('question', `${turn.question}\nAnswer:`), slot, line('end', '\n')];
      }),
    answerChoices: ({ answers }) => answers.map((answer) => ({ answer, ids: answerIds(` ${answer}`) })),
  };
}

function check(answerIds: Encode): Promise<void> | undefined {
  const options = { createAdapter: () => createAdapter(answerIds), tokenizer, actionBound };
  return createConformanceChecks(options)
    .find(({ name }) => name === 'token-boundaries')
    ?.run();
}

describe('token-boundaries', () => {
  it('does not mind the space that SentencePiece puts in front, nor tokens that stand inside of words only', async () => {
    await expect(check((text) => behind('Answer:', text))).resolves.toBeUndefined();
  });

  it('does not join what stands on both sides of a picture', async () => {
    const adapter = createAdapter((text) => behind('Answer:', text));
    const image: Piece = { kind: 'image', camera: 'primary' };
    const half = (text: string): Piece => ({ kind: 'fixed', role: 'control', ids: behind('.\n', text) });
    const layout: VlaAdapter['layout'] = (plan) => [
      half('\n l'),
      image,
      half('eft\n'),
      ...adapter.layout(plan),
    ];
    const options = { createAdapter: () => ({ ...adapter, layout }), tokenizer, actionBound };
    const checks = createConformanceChecks(options).filter(({ name }) => name === 'token-boundaries');
    await expect(checks[0]?.run()).resolves.toBeUndefined();
  });

  it('notices ids that the text never has, and shows them', async () => {
    await expect(
      check((text) => [...behind(':', text.slice(0, 2)), ...behind('.', text.slice(2))]),
    ).rejects.toMatchObject({
      code: 'ADAPTER_NONCONFORMING',
      at: expect.stringMatching(/^check token-boundaries, seed 1/),
      message: expect.stringMatching(/\(ids [\d, ]+\) in the layout is .*\(ids \d+/),
    });
  });
});
