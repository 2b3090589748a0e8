import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type HubServer,
  knownToken,
  startHubServer,
} from '../../../dataset/src/hub/__fixtures__/hub-server.js';
import { makeModel } from '../__fixtures__/miniature/make-model.mjs';
import { type CommandResult, runCommand } from '../__fixtures__/run-command.js';

const episodes = fileURLToPath(new URL('../../../../apps/demo/episodes', import.meta.url));

/** Files below a folder by their path, links followed. */
async function filesOf(folder: string): Promise<Record<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  const contents = await Promise.all(paths.sort().map((path) => readFile(join(folder, path))));
  return Object.fromEntries(paths.map((path, index) => [path, contents[index] ?? Buffer.of()]));
}

describe('the Hugging Face hub on the command line', () => {
  let hub: HubServer;
  let folder = '';
  const environment = () => ({
    HF_ENDPOINT: hub.endpoint,
    HF_HOME: join(folder, 'home'),
    HF_TOKEN: knownToken,
  });
  const run = (args: readonly string[], change: Record<string, string> = {}): Promise<CommandResult> =>
    runCommand(args, '', { ...environment(), ...change });

  beforeEach(async () => {
    hub = await startHubServer();
    folder = await mkdtemp(join(tmpdir(), 'cli-hub-'));
  });
  afterEach(async () => {
    await hub.close();
    await rm(folder, { recursive: true });
  });

  it('annotates a dataset of the hub as it does a folder, once downloaded also offline', async () => {
    const commit = hub.store.create('dataset', 'me/bowls', await filesOf(episodes));
    const out = join(folder, 'out');
    const made = await run(['annotate', 'hf:me/bowls', '--out', out, '--json']);
    expect(made).toMatchObject({ status: 0 });
    expect(made.errors).toContain('bytes');
    const local = join(folder, 'local');
    await run(['annotate', episodes, '--out', local, '--quiet']);
    const [fromHub, fromFolder] = [await filesOf(out), await filesOf(local)];
    expect(Object.keys(fromHub)).toEqual(Object.keys(fromFolder));
    for (const [path, content] of Object.entries(fromFolder)) {
      if (/parquet|mp4|info\.json|stats/.test(path)) expect(fromHub[path], path).toEqual(content);
    }
    const metadata = JSON.parse(String(fromHub['meta/inspire.json'])) as { source: { name: string } };
    expect(metadata.source.name).toBe(`hf:me/bowls@${commit}`);

    await hub.close();
    const offline = ['annotate', `hf:me/bowls@${commit}`, '--out', out, '--overwrite', '--quiet'];
    expect(await run(offline, { HF_HUB_OFFLINE: '1' })).toMatchObject({ status: 0, errors: '' });
    expect(await filesOf(out)).toEqual(fromHub);
  });

  it('evaluates a model of the hub in the physics world, and runs no code that it brings', async () => {
    const model = makeModel(join(folder, 'model'));
    const evaluate = (policy: string) =>
      run([
        ...[
          'tabletop',
          'evaluate',
          '--policy',
          policy,
          '--tasks',
          'kitchen-1',
          '--episodes',
          '1',
          '--jobs',
          '1',
        ],
        ...['--image-size', '32', '--limit', '4', '--json', '--quiet'],
      ]);
    hub.store.create('model', 'me/miniature', await filesOf(model));
    const refused = await evaluate('hf:me/miniature');
    expect(refused.status).toBe(1);
    expect(JSON.parse(refused.errors)).toMatchObject({ error: { code: 'MODEL_UNTRUSTED' } });

    // One whose adapter is installed here.
    const known = fileURLToPath(new URL('../../../../apps/demo/models/inspire', import.meta.url));
    hub.store.create('model', 'me/known', await filesOf(known));
    const [there, here] = [await evaluate('hf:me/known'), await evaluate(known)];
    expect([there.status, there.errors]).toEqual([0, '']);
    const summary = { summary: { policy: 'hf:me/known', episodes: 2, answerAccuracy: expect.any(Number) } };
    expect(there.json().at(-1)).toMatchObject(summary);
    const accuracy = (result: CommandResult) =>
      (result.json().at(-1) as { readonly summary: { readonly answerAccuracy: number } }).summary
        .answerAccuracy;
    expect(accuracy(there)).toBe(accuracy(here));
  }, 60_000);

  it.each(['lerobot-v3.0', 'lerobot-v2.1', 'rlds'])(
    'pushes %s, and inspects it from there',
    async (format) => {
      const out = join(folder, 'out');
      const args = ['annotate', episodes, '--out', out, '--to', format, '--json'];
      const made = await run([...args, '--push-to', 'hf:me/new', '--private']);
      expect(made).toMatchObject({ status: 0 });
      const commit = hub.store.commitAt('dataset', 'me/new', 'main') ?? '';
      expect(made.json().at(-1)).toEqual({
        pushed: { name: 'me/new', commit, url: `${hub.endpoint}/datasets/me/new` },
      });
      const pushed = new Map(hub.store.filesAt('dataset', 'me/new', commit));
      pushed.delete('.gitattributes');
      expect(Object.fromEntries([...pushed].sort())).toEqual(await filesOf(out));
      expect(hub.store.find('dataset', 'me/new')?.isPrivate).toBe(true);
      const [name = '', version] = format.split('-');
      if (name === 'lerobot')
        expect(hub.store.find('dataset', 'me/new')?.refs.get(version ?? '')).toBe(commit);
      const [there, here] = [
        await run(['inspect', 'hf:me/new', '--json', '--quiet']),
        await run(['inspect', out, '--json']),
      ];
      expect(there).toMatchObject({ status: 0, errors: '' });
      expect(there.json()).toEqual(
        here.json().map((line) => ({ ...(line as object), path: expect.any(String) })),
      );
    },
  );

  it('merges and pushes', async () => {
    const shards = ['0/2', '1/2'].map((shard) => ({ shard, out: join(folder, shard.replace('/', '-')) }));
    for (const { shard, out } of shards) {
      await run(['annotate', episodes, '--shard', shard, '--out', out, '--quiet']);
    }
    const out = join(folder, 'whole');
    const args = [
      'merge',
      ...shards.map((shard) => shard.out),
      '--out',
      out,
      '--push-to',
      'hf:me/new',
      '--quiet',
    ];
    const merged = await run(args);
    expect(merged).toMatchObject({ status: 0, errors: '' });
    expect(merged.output).toContain(`pushed to ${hub.endpoint}/datasets/me/new`);
    expect(
      hub.store.filesAt('dataset', 'me/new', hub.store.commitAt('dataset', 'me/new', 'main') ?? '').size,
    ).toBeGreaterThan(3);
  });

  it('says before the work that a push cannot be', async () => {
    const args = ['annotate', episodes, '--out', join(folder, 'out'), '--push-to', 'hf:me/new', '--quiet'];
    expect(await run(args, { HF_TOKEN: '' })).toMatchObject({
      status: 1,
      errors: expect.stringContaining('error[HUB_TOKEN_MISSING]'),
    });
    expect(await run([...args, '--shard', '0/2'])).toMatchObject({
      status: 2,
      errors: expect.stringContaining('give --push-to to inspire merge'),
    });
    expect(await run([...args, '--dry-run'])).toMatchObject({ status: 2 });
    expect(await run(args.with(-2, 'me/new'))).toMatchObject({
      status: 2,
      errors: expect.stringContaining('write hf:<user>/<name>'),
    });
    await expect(readdir(folder)).resolves.toEqual([]);
    expect(hub.log).toEqual([]);
  });

  it('keeps the output where a push fails, and says so', async () => {
    const out = join(folder, 'out');
    const args = ['annotate', episodes, '--out', out, '--push-to', 'hf:me/new', '--quiet'];
    const made = await run(args, { HF_TOKEN: 'hf_wrong' });
    expect(made).toMatchObject({ status: 1, errors: expect.stringContaining('error[HUB_UNAUTHORIZED]') });
    expect(made.errors).toContain('the output is whole');
    expect(await run(['inspect', out, '--json'])).toMatchObject({ status: 0 });
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('ends a download cleanly on %s', async (name) => {
    let isAsked = () => {};
    const asked = new Promise<void>((resolve) => {
      isAsked = resolve;
    });
    hub.intercept = () => {
      isAsked();
      return true;
    };
    const program = `import { main } from ${JSON.stringify(new URL('../main.ts', import.meta.url).href)};
      process.exitCode = await main(['annotate', 'hf:me/bowls', '--out', ${JSON.stringify(join(folder, 'out'))}]);`;
    const options = [
      '--import',
      'tsx',
      '--conditions=@inspire-vla/source',
      '--input-type=module',
      '--eval',
      program,
    ];
    const child = spawn(process.execPath, options, { env: { ...process.env, ...environment() } });
    const ended = once(child, 'exit');
    await Promise.race([asked, ended]);
    child.kill(name);
    expect(await ended).toEqual([130, null]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('reads a snapshot that stands anywhere, such as a copy', async () => {
    hub.store.create('dataset', 'me/bowls', await filesOf(episodes));
    await run(['inspect', 'hf:me/bowls', '--json']);
    await cp(join(folder, 'home/hub'), join(folder, 'moved'), { recursive: true, verbatimSymlinks: true });
    await rm(join(folder, 'home'), { recursive: true });
    const offline = { HF_HUB_OFFLINE: '1', HF_HUB_CACHE: join(folder, 'moved') };
    expect(await run(['inspect', 'hf:me/bowls', '--json'], offline)).toMatchObject({ status: 0 });
  });
});
