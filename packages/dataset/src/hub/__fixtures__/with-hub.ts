import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HubSettings } from '../settings.js';
import { type HubServer, knownToken, startHubServer } from './hub-server.js';

/** A hub and an empty cache; the token is one that the hub knows. */
export interface HubStand {
  readonly hub: HubServer;
  readonly folder: string;
  readonly settings: HubSettings;
}

/** Runs a test with a hub of its own. */
export function withHub(test: (stand: HubStand) => Promise<void>): () => Promise<void> {
  return async () => {
    const hub = await startHubServer();
    const folder = await mkdtemp(join(tmpdir(), 'hub-'));
    const cache = join(folder, 'cache');
    try {
      await test({ hub, folder, settings: { endpoint: hub.endpoint, cache, token: knownToken, isOffline: false } });
    } finally {
      await hub.close();
      await rm(folder, { recursive: true, force: true });
    }
  };
}
