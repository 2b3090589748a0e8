import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readHubSettings } from './settings.js';

describe('hub settings', () => {
  let home = '';
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'hub-home-'));
    await writeFile(join(home, 'token'), 'hf_stored\n');
  });
  afterAll(() => rm(home, { recursive: true }));

  it('are those of huggingface.co and the home folder where the environment says nothing', async () => {
    expect(await readHubSettings({ HF_TOKEN_PATH: join(home, 'none') })).toEqual({
      endpoint: 'https://huggingface.co',
      cache: join(homedir(), '.cache/huggingface/hub'),
      token: null,
      isOffline: false,
    });
  });

  it.each([
    [{ HF_HOME: '/h' }, '/h/hub'],
    [{ XDG_CACHE_HOME: '/x' }, '/x/huggingface/hub'],
    [{ HF_HOME: '/h', HF_HUB_CACHE: '/c' }, '/c'],
    [{ HUGGINGFACE_HUB_CACHE: '/old' }, '/old'],
    [{ HF_HUB_CACHE: '~/c' }, join(homedir(), 'c')],
  ])('find the cache of %j', async (environment, cache) => {
    expect((await readHubSettings(environment)).cache).toBe(cache);
  });

  it('take the token of the environment before the one that a login stored', async () => {
    expect((await readHubSettings({ HF_HOME: home })).token).toBe('hf_stored');
    expect((await readHubSettings({ HF_HOME: home, HF_TOKEN: ' hf_mine ' })).token).toBe('hf_mine');
  });

  it('read the address and whether to stay offline', async () => {
    const settings = (environment: Record<string, string>) =>
      readHubSettings({ HF_HOME: home, ...environment });
    expect((await settings({ HF_ENDPOINT: 'http://mirror/' })).endpoint).toBe('http://mirror');
    for (const yes of ['1', 'true', 'YES', 'on'])
      expect((await settings({ HF_HUB_OFFLINE: yes })).isOffline).toBe(true);
    for (const no of ['0', 'false', ''])
      expect((await settings({ HF_HUB_OFFLINE: no })).isOffline).toBe(false);
  });
});
