import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTestAdapter, examplePlan } from '../__fixtures__/test-adapter.js';
import { encodePlan, encodePrompt } from '../encode.js';
import type { Logits, Plan, VlaAdapter, VlaSession } from '../index.js';
import { createAnswerVocabulary, formulations, logitRows } from '../index.js';
import { createRandomSession } from './__fixtures__/random-session.js';
import { createRandom, createRunner, runPlan } from './index.js';

const adapter = createTestAdapter();
const vocabularySize = 1200;

/** A plan whose answers and actions are empty. */
function emptyPlan(questions = 2, formulation: (typeof formulations)[number] = 'direction-1d'): Plan {
  const asked = Array.from({ length: questions }, (_, index) => {
    const object = `the left bowl ${index}`;
    return { kind: 'question', object, question: `${object}?`, answer: null } as const;
  });
  return {
    vocabulary: createAnswerVocabulary({ formulation }),
    state: null,
    turns: [
      ...asked,
      { kind: 'instruction', instruction: 'put it there' },
      { kind: 'action', actions: null },
    ],
  };
}

/** A session that gives the logits of a script, call by call, for the last row. */
function scripted(logitsOf: (seen: readonly number[]) => Readonly<Record<number, number>>): VlaSession {
  const seen: number[] = [];
  return {
    get length() {
      return seen.length;
    },
    async extend(ids, { logits }): Promise<Logits> {
      const all = ids.map((id) => {
        seen.push(id);
        const row = logitsOf(seen);
        return Array.from({ length: vocabularySize }, (_, token) => row[token] ?? -50);
      });
      const wanted = logitRows(logits, ids.length).map((index) => all[index] ?? []);
      return { rows: wanted.length, vocabularySize, values: Float32Array.from(wanted.flat()) };
    },
    rewind(length) {
      seen.length = length;
    },
    close: async () => {},
  };
}

/** A session that waits before it begins. */
function behind(opened: Promise<void>, session: VlaSession): VlaSession {
  return {
    ...session,
    get length() {
      return session.length;
    },
    extend: (ids, options) => opened.then(() => session.extend(ids, options)),
  };
}

function createGate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

const idOf = (character: string) => character.charCodeAt(0);

describe('runPlan', () => {
  it('asks every question, then acts, and fills the plan', async () => {
    const session = createRandomSession(1, vocabularySize);
    const { answers, plan, actions, passes } = await runPlan({ adapter, session, plan: emptyPlan() });
    expect(answers.map(({ object, origin }) => [object, origin])).toEqual([
      ['the left bowl 0', 'asked'],
      ['the left bowl 1', 'asked'],
    ]);
    for (const { answer } of answers) expect(plan.vocabulary.answers).toContain(answer);
    expect(actions?.ok).toBe(true);
    expect(encodePlan(adapter, plan).ids).toEqual(session.seen.filter((id) => id >= 0).concat(lastIds(plan)));
    expect(passes).toBe(session.calls.length);
  });

  /** The last action id is chosen, but never sent. */
  function lastIds(plan: Plan): readonly number[] {
    return encodePlan(adapter, plan).ids.slice(-1);
  }

  it('never lets a forbidden token win, though all allowed logits are negative', async () => {
    const allowed = { [idOf('u')]: -9, [idOf('l')]: -8, [idOf('e')]: 0 };
    const session = scripted(() => ({ 0: 100, ...allowed }));
    const { answers } = await runPlan({ adapter, session, plan: emptyPlan(1) });
    expect(answers[0]?.answer).toBe('left');
  });

  it('gives probabilities over the allowed answers, which sum to one', async () => {
    const session = scripted(() => ({ 5: 80, [idOf('u')]: Math.log(3), [idOf('l')]: 0 }));
    const { answers } = await runPlan({ adapter, session, plan: emptyPlan(1) });
    expect(answers[0]).toMatchObject({ answer: 'up', probability: expect.closeTo(0.75, 6) });
    const sum = answers[0]?.distribution.reduce((all, { probability }) => all + probability, 0);
    expect(sum).toBeCloseTo(1, 9);
  });

  it('needs one pass for an answer of several tokens whose first tells it', async () => {
    const session = scripted(() => ({ [idOf('g')]: 9, 0: 3 }));
    const { answers, passes } = await runPlan({ adapter, session, plan: emptyPlan(1) });
    expect(answers[0]?.answer).toBe('grasped');
    // Question; the answer's seven ids; the instruction's block; the second action id.
    expect(passes).toBe(4);
  });

  it('keeps answers that the plan gives, without asking', async () => {
    const session = createRandomSession(3, vocabularySize);
    const turns = examplePlan.turns.map((turn) =>
      turn.kind === 'action' ? { ...turn, actions: null } : turn,
    );
    const { answers, passes } = await runPlan({ adapter, session, plan: { ...examplePlan, turns } });
    expect(answers.map(({ answer, origin }) => [answer, origin])).toEqual([
      ['grasped', 'forced'],
      ['left', 'forced'],
    ]);
    expect(session.seen.filter((id) => id >= 0).slice(0, -1)).toEqual(
      encodePrompt(adapter, { ...examplePlan, turns }).ids,
    );
    // Causal questions, the instruction's block with the id before it, one action id.
    expect(passes).toBe(3);
  });

  it('sends a block together with the id before it, also where that was sent already', async () => {
    const turns = emptyPlan(1).turns;
    const [question, instruction, action] = turns;
    if (question === undefined || instruction === undefined || action === undefined)
      throw new Error('no turns');
    const endless: VlaAdapter = {
      ...adapter,
      layout: (plan) =>
        adapter.layout(plan).filter((piece) => piece.kind !== 'fixed' || piece.role !== 'end'),
    };
    const session = createRandomSession(4, vocabularySize);
    await runPlan({ adapter: endless, session, plan: { ...emptyPlan(1), turns } });
    const blocks = session.calls.filter(({ attention }) => attention === 'block');
    expect(blocks).toHaveLength(1);
    expect(blocks[0]?.ids.slice(1)).toEqual(Array.from('put it there', idOf));
    expect(session.seen.filter((id) => id >= 0).join()).toContain(Array.from('put it there', idOf).join());
  });

  it('gives the typed failure of the codec, and no actions in its place', async () => {
    const failure = { reason: 'foreign-token', detail: 'no action' };
    const broken = {
      ...adapter,
      actions: { ...adapter.actions, decode: () => ({ ok: false, failure }) as const },
    };
    const session = createRandomSession(5, vocabularySize);
    const { actions, plan } = await runPlan({ adapter: broken, session, plan: emptyPlan() });
    expect(actions).toEqual({ ok: false, failure });
    expect(plan.turns.at(-1)).toEqual({ kind: 'action', actions: null });
  });

  it('ends an action slot at the end id, which is not part of it', async () => {
    const stop = { kind: 'token', ids: [7], maximumLength: 9 } as const;
    const ended = { ...adapter, actions: { ...adapter.actions, stop } };
    const session = scripted((seen) => (seen.at(-1) === 1005 ? { 7: 9 } : { 1005: 8, [idOf('u')]: 1 }));
    const { actionIds, actionLogProbabilities } = await runPlan({
      adapter: ended,
      session,
      plan: emptyPlan(1),
    });
    expect(actionIds).toEqual([1005]);
    expect(actionLogProbabilities[0]).toBeLessThan(0);
  });

  it('draws action ids by the seed', async () => {
    const draw = async (seed: number) => {
      const session = createRandomSession(6, vocabularySize);
      const random = createRandom(seed);
      return (await runPlan({ adapter, session, plan: emptyPlan(0), temperature: 2, random })).actionIds;
    };
    expect(await draw(1)).toEqual(await draw(1));
    const drawn = await Promise.all(Array.from({ length: 8 }, (_, seed) => draw(seed)));
    expect(new Set(drawn.map(String)).size).toBeGreaterThan(4);
  });

  it('stops when it is told to, and when its time is over', async () => {
    const session = createRandomSession(7, vocabularySize);
    const signal = AbortSignal.abort('enough');
    await expect(runPlan({ adapter, session, plan: emptyPlan(), signal })).rejects.toMatchObject({
      code: 'RUN_ABORTED',
      cause: 'enough',
    });
    await expect(runPlan({ adapter, session, plan: emptyPlan(), deadline: 0 })).rejects.toMatchObject({
      code: 'RUN_DEADLINE',
    });
    expect(session.calls).toEqual([]);
  });

  it('takes a deadline that is no number for no failure of the step', async () => {
    const session = createRandomSession(3, vocabularySize);
    await expect(
      runPlan({ adapter, session, plan: emptyPlan(), deadline: Number.NaN }),
    ).rejects.toMatchObject({ code: 'RUN_OPTIONS', message: 'the deadline is NaN' });
  });

  it('says that it was stopped, whatever the session says that stops in the midst of a pass', async () => {
    const controller = new AbortController();
    const session: VlaSession = {
      ...scripted(() => ({})),
      extend: async (_, { signal }) => {
        controller.abort('enough');
        signal?.throwIfAborted();
        throw new Error('not reached');
      },
    };
    const run = runPlan({ adapter, session, plan: emptyPlan(), signal: controller.signal });
    await expect(run).rejects.toMatchObject({ code: 'RUN_ABORTED', cause: 'enough' });
  });

  it('refuses logits that are no numbers, or too few', async () => {
    const plan = emptyPlan(1);
    const nan = scripted(() => ({ [idOf('u')]: Number.NaN }));
    await expect(runPlan({ adapter, session: nan, plan })).rejects.toMatchObject({ code: 'LOGITS_INVALID' });
    const short = {
      ...createRandomSession(8, vocabularySize),
      extend: async () => ({ rows: 2, vocabularySize, values: new Float32Array(3) }),
    };
    await expect(runPlan({ adapter, session: short, plan })).rejects.toMatchObject({
      code: 'LOGITS_INVALID',
    });
  });
});

describe('guesses', () => {
  const cases = fc.record({
    seed: fc.nat(),
    questions: fc.integer({ min: 0, max: 4 }),
    formulation: fc.constantFrom(...formulations),
    picks: fc.array(fc.nat(), { minLength: 4, maxLength: 4 }),
    isRight: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
  });

  it('never change the result, and leave the model having seen the same', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ seed, questions, formulation, picks, isRight }) => {
        const plan = emptyPlan(questions, formulation);
        const plainSession = createRandomSession(seed, vocabularySize);
        const plain = await runPlan({ adapter, session: plainSession, plan });
        const guesses = plain.answers.map(({ answer }, index) => {
          const all = plan.vocabulary.answers;
          return isRight[index] === true ? answer : (all[(picks[index] ?? 0) % all.length] ?? null);
        });
        const session = createRandomSession(seed, vocabularySize);
        const guessed = await runPlan({ adapter, session, plan, guesses });
        expect(guessed.plan).toEqual(plain.plan);
        expect(guessed.actionIds).toEqual(plain.actionIds);
        expect(guessed.answers.map(({ probability }) => probability)).toEqual(
          plain.answers.map(({ probability }) => probability),
        );
        expect(session.seen).toEqual(plainSession.seen);
        if (guessed.guesses.held === questions) expect(guessed.passes).toBeLessThanOrEqual(plain.passes);
      }),
      { numRuns: 150 },
    );
  });

  it('cost no pass of their own where they hold', async () => {
    const plan = emptyPlan(3);
    const plain = await runPlan({ adapter, session: createRandomSession(9, vocabularySize), plan });
    const guesses = plain.answers.map(({ answer }) => answer);
    const guessed = await runPlan({
      adapter,
      session: createRandomSession(9, vocabularySize),
      plan,
      guesses,
    });
    const bare = await runPlan({
      adapter,
      session: createRandomSession(9, vocabularySize),
      plan: emptyPlan(0),
    });
    expect(guessed.guesses).toEqual({ tried: 3, held: 3 });
    expect(guessed.answers.map(({ origin }) => origin)).toEqual(['guessed', 'guessed', 'guessed']);
    // The causal questions and the bidirectional instruction are two passes in this layout; without questions, one.
    expect(guessed.passes).toBe(bare.passes + 1);
    expect(plain.passes).toBeGreaterThanOrEqual(guessed.passes + 2);
  });

  it('outside the vocabulary are refused', async () => {
    const session = createRandomSession(10, vocabularySize);
    const run = runPlan({ adapter, session, plan: emptyPlan(1), guesses: ['sideways'] });
    await expect(run).rejects.toMatchObject({ code: 'ANSWER_UNKNOWN' });
  });
});

describe('createRunner', () => {
  it('expects the last answers again, and forgets them with reset or another instruction', async () => {
    const runner = createRunner({ adapter });
    const step = (plan: Plan) => runner.step({ session: createRandomSession(11, vocabularySize), plan });
    expect((await step(emptyPlan())).guesses).toEqual({ tried: 0, held: 0 });
    expect((await step(emptyPlan())).guesses).toEqual({ tried: 2, held: 2 });
    expect((await step(emptyPlan(3))).guesses).toEqual({ tried: 0, held: 0 });
    await step(emptyPlan(3));
    runner.reset();
    expect((await step(emptyPlan(3))).guesses).toEqual({ tried: 0, held: 0 });
  });

  it('forgets what a step finds out that ends after a reset, or after a later step', async () => {
    const says = (letter: string) => scripted(() => ({ [idOf(letter)]: 9 }));
    for (const overtake of ['reset', 'later step']) {
      const runner = createRunner({ adapter, askEvery: 5 });
      const step = (session: VlaSession) => runner.step({ session, plan: emptyPlan(1) });
      const gate = createGate();
      const slow = step(behind(gate.opened, says('u')));
      if (overtake === 'reset') runner.reset();
      else await step(says('l'));
      gate.open();
      expect((await slow).answers[0]?.answer).toBe('up');
      const origin = overtake === 'reset' ? 'asked' : 'forced';
      expect((await step(says('l'))).answers[0]).toMatchObject({ answer: 'left', origin });
    }
  });

  it('expects no answer that is not allowed any more', async () => {
    const runner = createRunner({ adapter });
    const step = (letter: string, vocabulary: Plan['vocabulary']) =>
      runner.step({
        session: scripted(() => ({ [idOf(letter)]: 9 })),
        plan: { ...emptyPlan(1), vocabulary },
      });
    const first = await step('c', createAnswerVocabulary({ close: true }));
    const second = await step('u', createAnswerVocabulary());
    expect([first, second].map(({ answers }) => answers[0]?.answer)).toEqual(['close', 'up']);
    expect(second.guesses.tried).toBe(0);
  });

  it('looks through the ids of a vocabulary once, and again where they change', async () => {
    let looks = 0;
    const counted = (vocabulary: Plan['vocabulary']) =>
      adapter.answerChoices(vocabulary).map(({ answer, ids }) => ({
        answer,
        get ids() {
          looks += 1;
          return ids;
        },
      }));
    const [some, others] = [createAnswerVocabulary(), createAnswerVocabulary({ close: true })];
    const choices = new Map([some, others].map((vocabulary) => [vocabulary, counted(vocabulary)]));
    const runner = createRunner({
      adapter: { ...adapter, answerChoices: (vocabulary) => choices.get(vocabulary) ?? [] },
    });
    const looksIn = async (vocabulary: Plan['vocabulary']) => {
      const before = looks;
      const session = createRandomSession(15, vocabularySize);
      await runner.step({ session, plan: { ...emptyPlan(1), vocabulary } });
      return looks - before;
    };
    expect(await looksIn(some)).toBeGreaterThan(0);
    expect(await looksIn(some)).toBe(0);
    expect(await looksIn(others)).toBeGreaterThan(0);
    expect(await looksIn(some)).toBe(0);
  });

  it('asks at every n-th step and keeps the answers between', async () => {
    const runner = createRunner({ adapter, askEvery: 3 });
    const origins: string[] = [];
    for (let step = 0; step < 7; step += 1) {
      const session = createRandomSession(12, vocabularySize);
      const { answers } = await runner.step({ session, plan: emptyPlan(1) });
      origins.push(...answers.map(({ origin }) => origin));
    }
    expect(origins).toEqual(['asked', 'forced', 'forced', 'guessed', 'forced', 'forced', 'guessed']);
  });

  it('keeps no answer that was given, and asks where the next step gives none', async () => {
    const runner = createRunner({ adapter, askEvery: 5 });
    const step = (answer: string | null) => {
      const [question, ...rest] = emptyPlan(1).turns;
      const turns = question?.kind === 'question' ? [{ ...question, answer }, ...rest] : rest;
      return runner.step({
        session: scripted(() => ({ [idOf('l')]: 9 })),
        plan: { ...emptyPlan(1), turns },
      });
    };
    const steps = [await step('up'), await step(null), await step(null)];
    expect(steps.flatMap(({ answers }) => answers)).toMatchObject([
      { answer: 'up', origin: 'forced' },
      { answer: 'left', origin: 'asked' },
      { answer: 'left', origin: 'forced' },
    ]);
  });

  it('counts what a step has spent before the walk for its deadline', async () => {
    const runner = createRunner({ adapter, deadline: 60_000 });
    const step = (spent: number) =>
      runner.step({ session: createRandomSession(14, vocabularySize), plan: emptyPlan(), spent });
    await expect(step(60_000)).rejects.toMatchObject({
      code: 'RUN_DEADLINE',
      message: expect.stringMatching(/^the step has taken 6\d{4} ms of the 60000 ms/),
    });
    expect((await step(0)).answers).toHaveLength(2);
  });

  it('leaves the questions out for a baseline', async () => {
    const session = createRandomSession(13, vocabularySize);
    const runner = createRunner({ adapter, questions: 'skip' });
    const { answers, plan } = await runner.step({ session, plan: emptyPlan() });
    expect(answers).toEqual([]);
    expect(plan.turns.map(({ kind }) => kind)).toEqual(['instruction', 'action']);
    // The plan did not say it, and its turns no longer show it.
    expect(plan.order).toBe('vqa-first');
  });
});
