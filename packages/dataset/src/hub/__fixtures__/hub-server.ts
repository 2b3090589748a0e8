// A small Hugging Face hub on this machine: the routes that `@huggingface/hub` and `huggingface_hub` ask.
import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createStore, type HubStore } from './hub-store.js';

/** What tests may say to a request before the hub answers it: true where they have answered. */
export type Intercept = (request: IncomingMessage, response: ServerResponse) => boolean;

/** A hub and the storage that large files are sent from and to, each at its own address. */
export interface HubServer {
  readonly endpoint: string;
  readonly store: HubStore;
  /** `METHOD path` of all requests to both, with the range asked for, if any. */
  readonly log: string[];
  /** Tokens that came to the storage, where none belongs. */
  readonly leaked: string[];
  /** Set by a test; goes before all answers. */
  intercept: Intercept;
  close(): Promise<void>;
}

/** Token that this hub knows. */
export const knownToken = 'hf_known';

const pageSize = 3;

export async function startHubServer(): Promise<HubServer> {
  const store = createStore();
  const log: string[] = [];
  const leaked: string[] = [];
  const hub = { endpoint: '', store, log, leaked, intercept: (() => false) as Intercept };
  let storage = '';
  const answerHub = (request: IncomingMessage, response: ServerResponse, body: Buffer) => {
    if (!hub.intercept(request, response)) route({ store, storage, endpoint: hub.endpoint }, request, response, body);
  };
  const answerStorage = (request: IncomingMessage, response: ServerResponse, body: Buffer) => {
    if (request.headers.authorization !== undefined) leaked.push(request.headers.authorization);
    if (!hub.intercept(request, response)) serveStorage(store, request, response, body);
  };
  const servers = [await listen(log, '127.0.0.1', answerHub), await listen(log, 'localhost', answerStorage)] as const;
  hub.endpoint = addressOf('127.0.0.1', servers[0]);
  storage = addressOf('localhost', servers[1]);
  return Object.assign(hub, {
    async close() {
      for (const server of servers) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  });
}

type Answer = (request: IncomingMessage, response: ServerResponse, body: Buffer) => void;

/** Under two names, as huggingface_hub takes what has the hub's name for the hub. */
async function listen(log: string[], host: string, answer: Answer): Promise<Server> {
  const server = createServer(async (request, response) => {
    const { range } = request.headers;
    log.push(`${request.method} ${request.url}${range === undefined ? '' : ` ${range}`}`);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    answer(request, response, Buffer.concat(chunks));
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return server;
}

function addressOf(host: string, server: Server): string {
  return `http://${host}:${(server.address() as AddressInfo).port}`;
}

interface Hub {
  readonly store: HubStore;
  readonly storage: string;
  readonly endpoint: string;
}

/** Answers as the hub does: everything but the contents of large files. */
function route(hub: Hub, request: IncomingMessage, response: ServerResponse, body: Buffer): void {
  const url = new URL(request.url ?? '/', hub.endpoint);
  // Without a revision the default branch is meant.
  const path = url.pathname.replace(/^\/api\/(?:dataset|model)s\/[^/]+\/[^/]+$/, '$&/revision/main');
  const token = request.headers.authorization?.replace('Bearer ', '');
  const mayWrite = token === knownToken;
  if (token !== undefined && !mayWrite) return refuse(response, 401, 'Invalid credentials in Authorization header');
  const refs = /^\/api\/(dataset|model)s\/([^/]+\/[^/]+)\/refs$/.exec(path);
  if (refs !== null) return listRefs(hub, response, refs[1] ?? '', refs[2] ?? '');
  if (path === '/api/repos/create') return createRepository(hub, response, body, mayWrite);
  const api = /^\/api\/(dataset|model)s\/([^/]+\/[^/]+)\/(\w+)\/([^/]+)$/.exec(path);
  const resolve = /^(?:\/(dataset)s)?\/([^/]+\/[^/]+)\/resolve\/([^/]+)\/(.+)$/.exec(path);
  const batch = /^(?:\/(dataset)s)?\/([^/]+\/[^/]+)\.git\/info\/lfs\/objects\/batch$/.exec(path);
  const [, type = 'model', name = ''] = api ?? resolve ?? batch ?? [];
  const repository = hub.store.find(type, name);
  if (repository === undefined || (repository.isPrivate && !mayWrite))
    return refuse(response, token === undefined ? 401 : 404, 'Repository not found', 'RepoNotFound');
  if (repository.isGated && !mayWrite)
    return refuse(response, 403, 'Access to this repository is restricted', 'GatedRepo');
  if (batch !== null) return mayWrite ? lfsBatch(hub, response, body) : refuse(response, 401, 'No token');
  const [action = '', argument = ''] =
    api === null ? ['resolve', resolve?.[3]] : [api[3], decodeURIComponent(api[4] ?? '')];
  if (request.method === 'POST' || request.method === 'DELETE') {
    if (!mayWrite) return refuse(response, 401, 'No token');
    return change({ hub, type, name, response }, `${request.method} ${action}`, argument, body);
  }
  const commit = hub.store.commitAt(type, name, argument);
  if (commit === undefined) return refuse(response, 404, `Invalid rev id: ${argument}`, 'RevisionNotFound');
  const files = hub.store.filesAt(type, name, commit);
  if (action === 'revision')
    return json(response, {
      ...{ _id: 'id', id: name, sha: commit, private: false, gated: false, likes: 0, downloads: 0 },
      lastModified: '2026-01-01T00:00:00.000Z',
      siblings: [...files.keys()].map((rfilename) => ({ rfilename })),
    });
  if (action === 'tree') return listTree(hub, url, response, files);
  const content = files.get(decodeURIComponent(resolve?.[4] ?? ''));
  if (content === undefined) return refuse(response, 404, 'Entry not found', 'EntryNotFound');
  response.setHeader('X-Repo-Commit', commit);
  sendFile(hub, request, response, content);
}

function createRepository({ store, endpoint }: Hub, response: ServerResponse, body: Buffer, mayWrite: boolean): void {
  if (!mayWrite) return refuse(response, 401, 'Invalid username or password.');
  const { type, name, organization, visibility } = JSON.parse(String(body)) as Record<string, string>;
  const full = `${organization}/${name}`;
  if (store.find(type ?? '', full) !== undefined) return refuse(response, 409, 'You already created this repo');
  store.create(type ?? '', full, { '.gitattributes': '*.parquet filter=lfs' }, visibility === 'private');
  json(response, { url: `${endpoint}/${type}s/${full}`, id: 'id' });
}

function listRefs({ store }: Hub, response: ServerResponse, type: string, name: string): void {
  const refs = [...(store.find(type, name)?.refs ?? [])].map(([name, targetCommit]) => ({
    name,
    ref: `refs/${name === 'main' ? 'heads' : 'tags'}/${name}`,
    targetCommit,
  }));
  const isBranch = ({ name }: { readonly name: string }) => name === 'main';
  json(response, {
    branches: refs.filter(isBranch),
    converts: [],
    tags: refs.filter((ref) => !isBranch(ref)),
  });
}

function listTree(hub: Hub, url: URL, response: ServerResponse, files: ReadonlyMap<string, Buffer>): void {
  const folders = new Set([...files.keys()].filter((path) => path.includes('/')).map((path) => path.replace(/\/[^/]*$/, '')));
  const entries = [
    ...[...folders].map((path) => ({ type: 'directory', oid: '0'.repeat(40), size: 0, path })),
    ...[...files].map(([path, content]) => ({ type: 'file', path, ...hub.store.describe(content) })),
  ];
  const start = Number(url.searchParams.get('cursor') ?? 0);
  if (start + pageSize < entries.length) {
    url.searchParams.set('cursor', String(start + pageSize));
    response.setHeader('Link', `<${url}>; rel="next"`);
  }
  json(response, entries.slice(start, start + pageSize));
}

/** Small files come from the hub, large ones from the storage, whose address the hub gives. */
function sendFile({ store, storage }: Hub, request: IncomingMessage, response: ServerResponse, content: Buffer): void {
  const { oid, lfs } = store.describe(content);
  if (lfs === undefined) return sendContent(request, response, content, oid);
  response.writeHead(302, {
    Location: `${storage}/lfs/${lfs.oid}?signature=s`,
    'X-Linked-Size': String(lfs.size),
    'X-Linked-ETag': `"${lfs.oid}"`,
  });
  response.end();
}

function sendContent(request: IncomingMessage, response: ServerResponse, content: Buffer, etag: string): void {
  const match = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  const start = Number(match?.[1] ?? 0);
  const end = match?.[2] ? Number(match[2]) + 1 : content.length;
  if (match !== null && start >= content.length) {
    response.writeHead(416, { 'Content-Range': `bytes */${content.length}` }).end();
    return;
  }
  const part = content.subarray(start, end);
  const range = `bytes ${start}-${start + part.length - 1}/${content.length}`;
  response.writeHead(match === null ? 200 : 206, {
    ETag: `"${etag}"`,
    'Accept-Ranges': 'bytes',
    'Content-Length': String(part.length),
    ...(match === null ? {} : { 'Content-Range': range }),
  });
  response.end(request.method === 'HEAD' ? undefined : part);
}

/** Offers an upload for each object that the storage lacks; those above 1,000 bytes go in parts. */
function lfsBatch({ store, storage }: Hub, response: ServerResponse, body: Buffer): void {
  const { objects } = JSON.parse(String(body)) as { objects: { oid: string; size: number }[] };
  json(response, {
    transfer: 'basic',
    objects: objects.map(({ oid, size }) => ({
      oid,
      size,
      ...(store.large.has(oid) ? {} : { actions: { upload: uploadOf(storage, oid, size) } }),
    })),
  });
}

const partSize = 600;

function uploadOf(storage: string, oid: string, size: number) {
  if (size <= 1000) return { href: `${storage}/upload/${oid}` };
  const parts = Array.from({ length: Math.ceil(size / partSize) }, (_, index) => [
    String(index + 1).padStart(5, '0'),
    `${storage}/part/${oid}/${index + 1}`,
  ]);
  const header = { chunk_size: String(partSize), ...Object.fromEntries(parts) };
  return { href: `${storage}/complete/${oid}`, header };
}

function serveStorage(store: HubStore, request: IncomingMessage, response: ServerResponse, body: Buffer): void {
  const [, action = '', oid = '', part = ''] = new URL(request.url ?? '/', 'http://storage').pathname.split('/');
  const content = store.large.get(oid);
  if (action === 'lfs')
    return content === undefined ? refuse(response, 404, 'NoSuchKey') : sendContent(request, response, content, oid);
  if (action === 'part') store.parts.set(`${oid}/${part}`, body);
  const whole = action === 'complete' ? joinParts(store, oid, body) : body;
  if (action !== 'part') {
    if (createHash('sha256').update(whole).digest('hex') !== oid) return refuse(response, 400, 'BadDigest');
    store.large.set(oid, whole);
  }
  response.setHeader('ETag', `"${randomBytes(4).toString('hex')}"`);
  json(response, {});
}

function joinParts(store: HubStore, oid: string, body: Buffer): Buffer {
  const { parts } = JSON.parse(String(body)) as { parts: { partNumber: number; etag: string }[] };
  return Buffer.concat(
    parts.map(({ partNumber, etag }) => (etag === '' ? undefined : store.parts.get(`${oid}/${partNumber}`)) ?? Buffer.of()),
  );
}

interface Place {
  readonly hub: Hub;
  readonly type: string;
  readonly name: string;
  readonly response: ServerResponse;
}

function change({ hub, type, name, response }: Place, action: string, argument: string, body: Buffer): void {
  const { store, endpoint } = hub;
  if (action === 'POST preupload') {
    const { files } = JSON.parse(String(body)) as { files: { path: string; size: number }[] };
    const mode = (size: number) => (size > store.largestRegular ? 'lfs' : 'regular');
    return json(response, { files: files.map(({ path, size }) => ({ path, uploadMode: mode(size) })) });
  }
  if (action === 'POST commit') {
    const oid = store.commit(type, name, argument, String(body));
    if (oid === null) return refuse(response, 412, 'A commit has happened since. Please refresh and try again.');
    return json(response, { commitOid: oid, commitUrl: `${endpoint}/datasets/${name}/commit/${oid}` });
  }
  const repository = store.find(type, name);
  if (action === 'DELETE tag')
    return repository?.refs.delete(argument) === true ? json(response, {}) : refuse(response, 404, 'no such tag');
  if (action === 'POST tag' || action === 'POST branch') {
    const { tag = argument } = JSON.parse(String(body)) as { tag?: string };
    if (repository?.refs.has(tag) === true) return refuse(response, 409, 'Reference already exists');
    repository?.refs.set(tag, action === 'POST tag' ? argument : (repository.refs.get('main') ?? ''));
    return json(response, {});
  }
  refuse(response, 404, `no route for ${action}`);
}

function json(response: ServerResponse, value: unknown): void {
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify(value));
}

export function refuse(response: ServerResponse, status: number, error: string, code?: string): void {
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'X-Error-Message': error,
    ...(code === undefined ? {} : { 'X-Error-Code': code }),
  });
  response.end(JSON.stringify({ error }));
}
