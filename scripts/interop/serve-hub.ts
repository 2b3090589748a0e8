// The small hub of the tests as a process: tsx serve-hub.ts ADDRESS_FILE [NAME FOLDER]; it lives until it is killed.
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { startHubServer } from '../../packages/dataset/src/hub/__fixtures__/hub-server.js';

const [addressFile = '', name = '', folder = ''] = process.argv.slice(2);
const hub = await startHubServer();
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name));
const contents = files.map((file) => [relative(folder, file), readFileSync(file)] as const);
const commit = hub.store.create('dataset', name, Object.fromEntries(contents));
writeFileSync(`${addressFile}.part`, JSON.stringify({ endpoint: hub.endpoint, commit }));
renameSync(`${addressFile}.part`, addressFile);
