import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { createLiberoObservation, createOpenpiClient } from '@inspire-vla/policy-server/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../__fixtures__/run-command.js';

/** A policy in plain JavaScript, whose thread dies at the first request. */
const policy = `export const createPolicy = () => ({
  description: { name: 'still', cameras: [{ name: 'a', required: true }], stateDimensions: 1, horizon: 1, actionDimensions: 1, datasets: [] },
  connect: () => ({ infer: async () => process.exit(3), reset() {}, close() {} }),
  close: async () => {},
});`;
const fixture = (name: string) => new URL(`../__fixtures__/${name}`, import.meta.url);

describe('what inspire serve refuses', () => {
  it('is options of a model where a policy is served', async () => {
    const args = ['serve', '--policy', 'policy.mjs', '--no-speculate', '--deadline', '50'];
    const { status, output, errors } = await runCommand(args);
    expect({ status, output }).toEqual({ status: 2, output: '' });
    expect(errors).toContain('--no-speculate, --deadline say how a model is run');
  });
});

describe('the end of inspire serve', () => {
  let work = '';
  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'serve-end-'));
    await writeFile(join(work, 'policy.mjs'), policy);
  });
  afterAll(() => rm(work, { recursive: true, force: true }));

  async function start() {
    const node = ['--import', fixture('register-tsx.mjs').href, '--conditions=@inspire-vla/source'];
    const args = ['serve', '--policy', join(work, 'policy.mjs'), '--port', '0', '--json'];
    const child = spawn(process.execPath, [...node, fileURLToPath(fixture('inspire.mjs')), ...args]);
    const ended = once(child, 'exit');
    const log = text(child.stderr);
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    return {
      child,
      ended,
      log,
      ready: JSON.parse(line) as { readonly url: string; readonly protocol: string },
    };
  }
  const eventsOf = (log: string) =>
    log
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { readonly event?: string }).event);

  it.each([
    ['SIGTERM', 0],
    ['SIGINT', 130],
  ] as const)('is orderly after %s, with status %i', async (signal, status) => {
    const { child, ended, log, ready } = await start();
    expect(ready.protocol).toBe('openpi');
    expect((await fetch(`${ready.url.replace('ws', 'http')}/healthz`)).status).toBe(200);
    child.kill(signal);
    expect(await ended).toEqual([status, null]);
    expect(eventsOf(await log)).toEqual(['listening', 'stopping', 'stopped']);
  });

  it('is an error where the policy dies', async () => {
    const { ended, log, ready } = await start();
    const client = await createOpenpiClient({ url: ready.url });
    const image = { width: 2, height: 2, bytes: new Uint8Array(12) };
    const asked = client.infer(createLiberoObservation({ image, state: [0], instruction: 'lift the cup' }));
    await expect(asked).rejects.toMatchObject({ message: expect.stringContaining('POLICY_CRASHED') });
    expect(await ended).toEqual([1, null]);
    expect(await log).toContain('"code":"POLICY_CRASHED"');
  });
});
