// Whether Node and headless Chromium come to the same bits of physics: npx tsx --conditions=@inspire-vla/source
// scripts/check-browser.ts [seed]. The browser is INSPIRE_BENCH_CHROMIUM, else chromium.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type EpisodeBits, physicsBits } from './physics-bits.js';

const seed = Number(process.argv[2] ?? 7);
const patience = 180_000;
const print = (line: string) => process.stdout.write(`${line}\n`);

interface PageResult {
  readonly episodes?: readonly EpisodeBits[];
  readonly problem?: string;
}

async function bundlePage(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('./physics-page.ts', import.meta.url))],
    conditions: ['@inspire-vla/source'],
    bundle: true,
    format: 'esm',
    // MuJoCo's script asks for these in Node only.
    external: ['module', 'node:*'],
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

/** Serves the page, and gives what it sends back. */
async function startPage(
  script: string,
): Promise<{ server: Server; url: string; result: Promise<PageResult> }> {
  const wasm = createRequire(import.meta.url).resolve('@mujoco/mujoco/mujoco.wasm');
  const files: Readonly<Record<string, readonly [string, () => string | Buffer]>> = {
    '/': [
      'text/html',
      () => `<script>const seed = ${seed};</script><script type="module" src="/page.js"></script>`,
    ],
    '/page.js': ['text/javascript', () => script],
    '/mujoco.wasm': ['application/wasm', () => readFileSync(wasm)],
  };
  const server = createServer();
  const result = new Promise<PageResult>((resolve) => {
    server.on('request', async (request, response) => {
      const [type, content] = files[request.url ?? ''] ?? [];
      if (content !== undefined) return response.setHeader('content-type', `${type}`).end(content());
      if (request.url !== '/result') return response.writeHead(404).end();
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part);
      response.end();
      resolve(JSON.parse(Buffer.concat(parts).toString()) as PageResult);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, result };
}

async function runInChromium(): Promise<PageResult> {
  const { server, url, result } = await startPage(await bundlePage());
  const profile = mkdtempSync(join(tmpdir(), 'physics-'));
  const browser = process.env['INSPIRE_BENCH_CHROMIUM'] ?? 'chromium';
  const options = ['--headless', '--no-sandbox', '--disable-gpu', `--user-data-dir=${profile}`];
  // The page itself is not printed: it stays open until it is ended here.
  const program = spawn(browser, [...options, '--remote-debugging-port=0', url], { stdio: 'ignore' });
  const failed = new Promise<PageResult>((resolve) => {
    program.once('error', (error) => resolve({ problem: error.message }));
    program.once('exit', (status) => resolve({ problem: `${browser} ended with ${status}` }));
    setTimeout(resolve, patience, { problem: `the page gave nothing in ${patience / 1000} s` }).unref();
  });
  try {
    return await Promise.race([result, failed]);
  } finally {
    const ended = new Promise((resolve) => program.once('exit', resolve));
    if (program.kill()) await ended;
    server.closeAllConnections();
    server.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

const here = await physicsBits(seed);
const there = await runInChromium();
if (there.problem !== undefined) print(`Chromium: ${there.problem}`);
let same = 0;
here.forEach(({ task, isDone, ticks, touching, checksum }, index) => {
  const other = there.episodes?.[index];
  const isSame = other?.checksum === checksum;
  same += isSame ? 1 : 0;
  const end = isDone ? 'done' : 'not done';
  print(
    `${isSame ? 'same bits ' : 'OTHER BITS'}  ${task}: ${ticks} ticks, ${touching} with a finger on a thing, ${end}, ` +
      `${checksum.slice(0, 16)}${isSame ? '' : ` but ${other?.checksum.slice(0, 16)}`}`,
  );
});
print(`${same} of ${here.length} episodes the same bit for bit`);
process.exitCode = same === here.length ? 0 : 1;
