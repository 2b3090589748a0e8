import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { createFakePolicy } from '../__fixtures__/fake-policy.js';
import { createServers } from '../__fixtures__/start-server.js';

const { start, release } = createServers();
afterEach(release);

/** What comes back for a request as `curl --http2` makes it, until the server ends the connection. */
async function askForHttp2(port: number, path: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const head = [`GET ${path} HTTP/1.1`, 'host: localhost', 'connection: Upgrade, HTTP2-Settings'];
  socket.write([...head, 'upgrade: h2c', 'http2-settings: AAMAAABk', '', ''].join('\r\n'));
  return await text(socket);
}

describe('a request that could be upgraded to what is not served', () => {
  it('is answered as it is, over HTTP/1.1, and the connection ends', async () => {
    const { port } = await start(createFakePolicy());
    const health = await askForHttp2(port, '/healthz');
    expect(health).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(health).toMatch(/\r\nconnection: close\r\n/i);
    expect(health).toMatch(/\r\n\r\nOK\n$/);
    expect(await askForHttp2(port, '/')).toMatch(/^HTTP\/1\.1 426 /);
  });

  it('needs the key that others need', async () => {
    const { port } = await start(createFakePolicy(), { apiKeys: ['right'] });
    expect(await askForHttp2(port, '/')).toMatch(/^HTTP\/1\.1 401 /);
  });
});
