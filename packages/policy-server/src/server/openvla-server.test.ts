import { Agent, request } from 'node:http';
import { createNormalizer } from '@inspire-vla/adapter/statistics';
import { afterEach, describe, expect, it } from 'vitest';
import { createFakePolicy } from '../__fixtures__/fake-policy.js';
import { createServers, until } from '../__fixtures__/start-server.js';
import { type createNdArray, createOpenVlaClient, readNumbers, toPictureArray } from '../client/index.js';
import { decodeJsonNumpy, encodeJsonNumpy } from '../codec/json-numpy.js';
import { createOpenVlaProtocol, type PolicyServerOptions } from '../index.js';
import type { LogEntry } from './log.js';

const { start, release } = createServers();
afterEach(release);

const image = { width: 8, height: 6, bytes: Uint8Array.from({ length: 144 }, (_, index) => index) };
const payload = { image: toPictureArray(image), instruction: 'Lift the cup' };
const scale = {
  actions: createNormalizer('z-score', {
    mean: new Float64Array(7),
    standardDeviation: new Float64Array(7).fill(1),
  }),
  state: null,
};

async function startRest(options: Partial<PolicyServerOptions> = {}) {
  const policy = createFakePolicy({ scales: { bridge_orig: scale } });
  const server = await start(policy, { protocol: createOpenVlaProtocol(), ...options });
  return {
    ...server,
    post: (body: string, headers = {}) => fetch(server.url, { method: 'POST', body, headers }),
  };
}

async function wanted() {
  const { actions } = await createFakePolicy({ scales: { bridge_orig: scale } })
    .connect()
    .infer({ images: { primary: image }, state: null, instruction: 'Lift the cup' });
  const [first = []] = actions;
  return [...first.slice(0, 6), (1 - (first[6] ?? Number.NaN)) / 2];
}

describe('an OpenVLA server', () => {
  it('gives the first action as a float64 array, with the gripper 1 open … 0 closed', async () => {
    const { post, url } = await startRest();
    const response = await post(encodeJsonNumpy(payload));
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json']);
    const text = await response.text();
    expect(Object.keys(JSON.parse(text) as object)).toEqual(['__numpy__', 'dtype', 'shape']);
    const action = decodeJsonNumpy(text) as ReturnType<typeof createNdArray>;
    expect([action.dtype, action.shape, [...readNumbers(action)]]).toEqual(['<f8', [7], await wanted()]);
    const client = createOpenVlaClient({ url });
    expect(await client.act({ image, instruction: 'Lift the cup', unnormKey: 'bridge_orig' })).toEqual(
      await wanted(),
    );
  });

  it('gives the gripper 1 open … 0 closed however the policy has it', async () => {
    const policy = createFakePolicy({ gripper: 'closed-is-one' });
    const observation = { images: { primary: image }, state: null, instruction: 'Lift the cup' };
    const [first = []] = (await policy.connect().infer(observation)).actions;
    const { url } = await start(policy, { protocol: createOpenVlaProtocol() });
    const action = await createOpenVlaClient({ url }).act({ image, instruction: 'Lift the cup' });
    expect(action).toEqual([...first.slice(0, 6), 1 - (first[6] ?? Number.NaN)]);
  });

  it('answers a double-encoded request with a JSON text that is itself JSON', async () => {
    const { post } = await startRest();
    const inner = (await (
      await post(JSON.stringify({ encoded: encodeJsonNumpy(payload) }))
    ).json()) as string;
    expect([...readNumbers(decodeJsonNumpy(inner) as ReturnType<typeof createNdArray>)]).toEqual(
      await wanted(),
    );
  });

  const plain = JSON.parse(encodeJsonNumpy(payload)) as Record<string, object>;
  it.each<[string, unknown]>([
    ['no image', { instruction: 'x' }],
    ['no instruction', { image: plain['image'] }],
    ['an instruction that is a number', { ...plain, instruction: 5 }],
    ['an image that is a text', { ...plain, image: 'x' }],
    ['an unknown unnorm_key', { ...plain, unnorm_key: 'nowhere' }],
    ['an empty object', {}],
    ['encoded beside other keys', { encoded: '{}', image: 1 }],
    ['encoded that is no JSON', { encoded: '{nope' }],
    ['encoded that is a list', { encoded: '[1]' }],
  ])('answers %s with "error" and no action', async (_, body) => {
    const { post, entries } = await startRest();
    const response = await post(JSON.stringify(body));
    expect([response.status, await response.text()]).toEqual([200, '"error"']);
    expect(entries).toContainEqual(expect.objectContaining({ event: 'failed' }));
  });

  it('tells the log all that the client is not told', async () => {
    const { post, entries } = await startRest();
    await post(JSON.stringify({ ...plain, unnorm_key: 'nowhere' }));
    expect(entries.find(({ event }) => event === 'failed')).toMatchObject({
      code: 'DATASET_UNKNOWN',
      at: 'dataset',
      fix: 'use one of: bridge_orig',
    });
  });

  it('counts the bytes of a request, not its characters', async () => {
    const { post, entries } = await startRest();
    const body = JSON.stringify({ ...plain, instruction: 'größer' });
    await post(body);
    const bytes = Buffer.byteLength(body);
    expect(bytes).toBe(body.length + 2);
    expect(entries).toContainEqual(expect.objectContaining({ event: 'answered', bytes }));
  });

  it.each([
    [422, ''],
    [422, '{nope'],
    [422, '[1]'],
    [422, '"text"'],
    [400, JSON.stringify({ ...plain, image: { ...plain['image'], shape: [999, 999, 3] } })],
    [400, JSON.stringify({ ...plain, image: { ...plain['image'], __numpy__: '@@@' } })],
    [400, JSON.stringify({ ...plain, image: { ...plain['image'], dtype: 'object' } })],
  ])('answers a body that cannot be parsed with %i', async (status, body) => {
    const { post, entries } = await startRest();
    expect((await post(body)).status).toBe(status);
    // A client's fault is no error of the server's, and its trace would say nothing.
    const failures = entries.filter(({ event }) => event === 'failed');
    expect(failures).toMatchObject([{ level: 'warn', stack: undefined }]);
    expect(failures[0]?.['code']).not.toBe('INTERNAL');
  });

  it('knows only POST /act, its key, and its length', async () => {
    const server = await startRest({ apiKeys: ['key'], limits: { messageBytes: 1000 } });
    const headers = { authorization: 'Api-Key key' };
    expect((await server.post(encodeJsonNumpy(payload), headers)).status).toBe(200);
    expect((await server.post(encodeJsonNumpy(payload))).status).toBe(401);
    expect((await server.post(`{"x": "${'y'.repeat(2000)}"}`, headers)).status).toBe(413);
    expect((await fetch(server.url, { headers })).status).toBe(405);
    expect((await fetch(server.url.replace('/act', '/other'), { method: 'POST', headers })).status).toBe(404);
    const client = createOpenVlaClient({ url: server.url, apiKey: 'wrong' });
    await expect(client.act({ image, instruction: 'x' })).rejects.toMatchObject({ code: 'REQUEST_REFUSED' });
  });

  it('counts requests that were answered, and those that failed', async () => {
    const { post, url } = await startRest();
    for (const body of [encodeJsonNumpy(payload), encodeJsonNumpy(payload), '{}']) await post(body);
    const metrics = await (await fetch(url.replace('/act', '/metrics'))).text();
    const counts = metrics.split('\n').filter((line) => line.startsWith('inspire_requests_total'));
    expect(counts).toEqual([
      'inspire_requests_total{outcome="ok",protocol="openvla"} 2',
      'inspire_requests_total{outcome="FIELD_MISSING",protocol="openvla"} 1',
    ]);
  });

  it('takes no more clients than it is told, until one leaves', async () => {
    const server = await startRest({ limits: { clients: 1 } });
    const agents = [new Agent({ keepAlive: true }), new Agent({ keepAlive: true })] as const;
    const body = encodeJsonNumpy(payload);
    const ask = (agent: Agent) =>
      new Promise<number | undefined>((resolve, reject) => {
        const asked = request(server.url, { method: 'POST', agent }, (response) => {
          response.resume().once('end', () => resolve(response.statusCode));
        });
        asked.once('error', reject).end(body);
      });
    expect([await ask(agents[0]), await ask(agents[1]), await ask(agents[0])]).toEqual([200, 503, 200]);
    agents[0].destroy();
    let status = await ask(agents[1]);
    for (let tries = 0; status !== 200 && tries < 100; tries += 1) status = await ask(agents[1]);
    expect(status).toBe(200);
    agents[1].destroy();
  });

  it('calls a request that breaks off no fault of its own', async () => {
    const logged: LogEntry[] = [];
    const server = await startRest({ log: (entry) => logged.push(entry) });
    const broken = request(server.url, { method: 'POST', headers: { 'content-length': '100' } });
    broken.on('error', () => {}).write('{"image"');
    setTimeout(() => broken.destroy(), 20);
    await until(() => logged.some(({ event }) => event === 'failed'));
    expect(logged.filter(({ event }) => event === 'failed')).toMatchObject([
      { level: 'warn', code: 'CLIENT_GONE' },
    ]);
  });

  it('outlives requests that break off, and fails for the client where the model fails', async () => {
    const server = await startRest();
    await new Promise((resolve) => {
      const broken = request(server.url, { method: 'POST', headers: { 'content-length': '100' } });
      broken.on('error', resolve);
      broken.write('{"image"');
      setTimeout(() => broken.destroy(), 20);
    });
    expect((await server.post(encodeJsonNumpy(payload))).status).toBe(200);
    const failing = await start(createFakePolicy({ firstActionId: 5 }), {
      protocol: createOpenVlaProtocol(),
    });
    const client = createOpenVlaClient({ url: failing.url });
    await expect(client.act({ image, instruction: 'x' })).rejects.toMatchObject({ code: 'POLICY_FAILED' });
    await expect(
      createOpenVlaClient({ url: 'http://127.0.0.1:1/act' }).act({ image, instruction: 'x' }),
    ).rejects.toMatchObject({ code: 'CONNECTION_FAILED' });
  });
});
