import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createLiberoObservation,
  createOpenpiClient,
  createOpenVlaClient,
  readNumbers,
} from '@inspire-vla/policy-server/client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeModel } from '../__fixtures__/miniature/make-model.mjs';
import { runCommand } from '../__fixtures__/run-command.js';
import type { ModelChoices } from './choices.js';
import { createModelPolicy } from './create-model-policy.js';
import { type ServeChoices, type Served, serve } from './serve.js';

const register = new URL('../__fixtures__/register-tsx.mjs', import.meta.url);
const execArgv = ['--import', register.href, '--conditions=@inspire-vla/source'];

describe('inspire serve', () => {
  let work = '';
  const started: Served[] = [];
  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'serve-'));
    makeModel(join(work, 'full'));
    makeModel(join(work, 'plain'), 'plain');
    makeModel(join(work, 'unasked'), 'unasked');
    makeModel(join(work, 'turned'), 'turned');
  });
  afterEach(async () => {
    for (const served of started.splice(0)) await served.stop();
  });
  afterAll(() => rm(work, { recursive: true, force: true }));

  const model = (name: string): ModelChoices => ({
    model: join(work, name),
    isTrusted: true,
    threads: 1,
  });
  const choices: ServeChoices = { protocol: 'openpi', host: '127.0.0.1', port: 0, limits: {} };
  async function start(
    name: string,
    changes: Partial<ServeChoices> = {},
    modelChanges: Partial<ModelChoices> = {},
  ) {
    const source = { kind: 'model', choices: { ...model(name), ...modelChanges } } as const;
    const served = await serve({ source, choices: { ...choices, ...changes }, log: () => {}, execArgv });
    started.push(served);
    return served.server;
  }
  const picture = (level: number) => ({
    width: 32,
    height: 24,
    bytes: new Uint8Array(32 * 24 * 3).fill(level),
  });
  const [image, wristImage] = [picture(90), picture(30)];
  const state = [0, 0.1, 0.2, 0, 0, 0, 0.04, -0.04];
  const instruction = 'put the bowl on the plate';

  it('gives over openpi what a direct call gives', async () => {
    const { url } = await start('full');
    const client = await createOpenpiClient({ url });
    const policy = await createModelPolicy(model('full'));
    const direct = policy.connect();
    for (const level of [1, 1, 200]) {
      const seen = picture(level);
      const reply = await client.infer(
        createLiberoObservation({ image: seen, wristImage, state, instruction }),
      );
      const wanted = await direct.infer({ images: { primary: seen, wrist: wristImage }, state, instruction });
      expect([...readNumbers(reply.actions)]).toEqual(wanted.actions.flat());
      expect(wanted.answers.map(({ object }) => object)).toEqual(['the bowl', 'the plate']);
    }
    await client.close();
    await policy.close();
  });

  it("gives over OpenVLA's protocol the first action, and knows its datasets and keys", async () => {
    await writeFile(join(work, 'keys'), '# ours\nkey-1\n\nkey-2\n');
    const { url } = await start('plain', { protocol: 'openvla', apiKeyFile: join(work, 'keys') });
    const client = createOpenVlaClient({ url, apiKey: 'key-2' });
    const action = await client.act({ image, instruction, unnormKey: 'miniature' });
    const policy = await createModelPolicy(model('plain'));
    const [first = []] = (
      await policy.connect().infer({ images: { primary: image }, state: null, instruction })
    ).actions;
    await policy.close();
    expect(action).toEqual([...first.slice(0, 6), (1 - (first[6] ?? Number.NaN)) / 2]);
    await expect(client.act({ image, instruction, unnormKey: 'other' })).rejects.toMatchObject({
      code: 'POLICY_FAILED',
    });
    const stranger = createOpenVlaClient({ url, apiKey: '# ours' });
    await expect(stranger.act({ image, instruction })).rejects.toMatchObject({ code: 'REQUEST_REFUSED' });
  });

  it.each<[string, () => Partial<ServeChoices>, string | null]>([
    ['API_KEY_FILE', () => ({ apiKeyFile: join(work, 'absent') }), null],
    ['API_KEY_FILE', () => ({ apiKeyFile: join(work, 'empty') }), '# no key\n'],
    ['TLS_FILE', () => ({ tlsCertificate: join(work, 'empty') }), ''],
  ])('does not start with %s', async (code, changes, text) => {
    if (text !== null) await writeFile(join(work, 'empty'), text);
    await expect(start('full', changes())).rejects.toMatchObject({ code });
  });

  it('wants to know whose statistics are meant where there are several', async () => {
    const file = join(work, 'several.json');
    const text = await readFile(join(work, 'full', 'dataset_statistics.json'), 'utf8');
    const { miniature } = JSON.parse(text) as { readonly miniature: { readonly action: object } };
    const wide = {
      ...miniature,
      action: { ...miniature.action, q01: Array(7).fill(-10), q99: Array(7).fill(10) },
    };
    await writeFile(file, JSON.stringify({ narrow: miniature, wide }));
    await expect(start('full', {}, { statistics: file })).rejects.toMatchObject({
      code: 'USAGE',
      fix: 'give --dataset with one of: narrow, wide',
    });
    const ask = async (changes: Partial<ModelChoices>) => {
      const { url } = await start('full', {}, changes);
      const client = await createOpenpiClient({ url });
      const reply = await client.infer(createLiberoObservation({ image, wristImage, state, instruction }));
      await client.close();
      return [...readNumbers(reply.actions)];
    };
    const plain = await ask({});
    const wideActions = await ask({ statistics: file, dataset: 'wide' });
    wideActions.forEach((value, index) => {
      expect(value).toBeCloseTo(10 * (plain[index] ?? Number.NaN), 6);
    });
    const { url } = await start('full', { protocol: 'openvla' }, { statistics: file });
    const client = createOpenVlaClient({ url });
    const request = { image, wristImage, state, instruction };
    expect((await client.act({ ...request, unnormKey: 'wide' }))[0]).toBeCloseTo(wideActions[0] ?? 0, 6);
    await expect(client.act(request)).rejects.toMatchObject({ code: 'POLICY_FAILED' });
  });

  it('leaves numbers as they are that the statistics mask, beside the gripper of such backbones', async () => {
    const file = join(work, 'masked.json');
    const text = await readFile(join(work, 'turned', 'dataset_statistics.json'), 'utf8');
    const { miniature } = JSON.parse(text) as { readonly miniature: { readonly action: object } };
    const firstOf = async (mask: readonly boolean[]) => {
      const action = { ...miniature.action, q01: Array(7).fill(-10), q99: Array(7).fill(10), mask };
      await writeFile(file, JSON.stringify({ miniature: { ...miniature, action } }));
      const policy = await createModelPolicy({ ...model('turned'), statistics: file });
      const images = { primary: image, wrist: wristImage };
      const { actions } = await policy.connect().infer({ images, state, instruction });
      await policy.close();
      return actions[0] ?? [];
    };
    const all = await firstOf(Array(7).fill(true));
    const some = await firstOf([false, ...Array(6).fill(true)]);
    expect(some[0]).toBeCloseTo((all[0] ?? Number.NaN) / 10, 6);
    expect(some.slice(1)).toEqual(all.slice(1));
  });

  it('brings numbers back as the model was trained, or as is said', async () => {
    const folder = join(work, 'scored');
    makeModel(folder);
    const statistics = join(work, 'scored.json');
    const { miniature } = JSON.parse(await readFile(join(folder, 'dataset_statistics.json'), 'utf8'));
    const action = { ...miniature.action, mean: Array(7).fill(5), std: Array(7).fill(2), mask: null };
    await writeFile(statistics, JSON.stringify({ miniature: { ...miniature, action } }));
    const firstOf = async (changes: Partial<ModelChoices>) => {
      const policy = await createModelPolicy({ ...model('scored'), statistics, ...changes });
      const { actions } = await policy
        .connect()
        .infer({ images: { primary: image, wrist: wristImage }, state, instruction });
      await policy.close();
      return { value: actions[0]?.[0] ?? Number.NaN, horizon: policy.description.horizon };
    };
    // The bounds are −1 and 1: what comes out is what the model says.
    const { value: said } = await firstOf({});
    const manifestFile = join(folder, 'inspire-model.json');
    const manifest = JSON.parse(await readFile(manifestFile, 'utf8'));
    const training = { ...manifest.training, normalization: 'z-score' };
    await writeFile(manifestFile, JSON.stringify({ ...manifest, training }));
    expect((await firstOf({})).value).toBeCloseTo(said * 2 + 5, 5);
    expect((await firstOf({ normalization: 'bounds-q99' })).value).toBe(said);
  });

  it("gives the gripper back as the model's robot has it, or as is said", async () => {
    const grippers = async (changes: Partial<ModelChoices>) => {
      const policy = await createModelPolicy({ ...model('turned'), ...changes });
      const { actions } = await policy
        .connect()
        .infer({ images: { primary: image, wrist: wristImage }, state, instruction });
      await policy.close();
      return { gripper: policy.description.gripper, last: actions.map((action) => action[6] ?? Number.NaN) };
    };
    const own = await grippers({});
    const open = await grippers({ actionGripper: 'open-is-one' });
    const libero = await grippers({ actionGripper: 'minus-one-is-open' });
    expect([own.gripper, open.gripper]).toEqual(['closed-is-one', 'open-is-one']);
    expect(own.last).toEqual(open.last.map((value) => 1 - value));
    expect(libero.last).toEqual(open.last.map((value) => 1 - 2 * value));
    const { url } = await start('turned', { protocol: 'openvla' });
    const action = await createOpenVlaClient({ url }).act({ image, wristImage, state, instruction });
    expect(action[6]).toBeCloseTo(open.last[0] ?? Number.NaN, 12);
  });

  it('refuses what is about questions for a model that is asked none, and tells no words of answers', async () => {
    for (const about of [{ askEvery: 2 }, { askEvery: 1, objects: {} }]) {
      await expect(createModelPolicy({ ...model('unasked'), ...about })).rejects.toMatchObject({
        code: 'USAGE',
        message: expect.stringContaining('miniature was trained without any'),
      });
    }
    const wanted = { formulation: 'direction-1d', words: 'paper' };
    for (const [choice, asked] of [
      [model('unasked'), undefined],
      [{ ...model('full'), questions: 'skip' }, undefined],
      [model('full'), wanted],
    ] as const) {
      const policy = await createModelPolicy(choice);
      expect(policy.description.asked).toEqual(asked);
      await policy.close();
    }
  });

  it('does not run code that a downloaded model brings', async () => {
    await expect(createModelPolicy({ ...model('full'), isTrusted: false })).rejects.toMatchObject({
      code: 'MODEL_UNTRUSTED',
    });
    const folder = join(work, 'foreign');
    await cp(model('full').model, folder, { recursive: true });
    const path = join(folder, 'inspire-model.json');
    const manifest = JSON.parse(await readFile(path, 'utf8'));
    const code = 'data:text/javascript,export const createAdapter = () => { throw new Error("it ran"); };';
    for (const adapter of [
      code,
      join(folder, 'adapter.js'),
      'file:///adapter.js',
      'adapter.mjs',
      'a/b/../c',
    ]) {
      await writeFile(path, JSON.stringify({ ...manifest, adapter }));
      const untrusted = createModelPolicy({ ...model('full'), model: folder, isTrusted: false });
      await expect(untrusted, adapter).rejects.toMatchObject({ code: 'MODEL_UNTRUSTED' });
    }
  });

  it.each([
    [['serve']],
    [['serve', '--model', 'a', '--policy', 'b']],
    [['serve', '--model', 'a', '--port', '99999']],
    [['serve', '--model', 'a', '--protocol', 'morse']],
  ])('calls %j wrong usage', async (args) => {
    const { status, errors } = await runCommand(args);
    expect(status).toBe(2);
    expect(errors).toContain('error[USAGE]');
  });
});
