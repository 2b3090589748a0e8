// Runs a command beside a server: node with-server.mjs SERVE_OPTION… -- COMMAND ARGUMENT…
// {url}, {host} and {port} in the arguments are the server's. Its last act must be a clean end after SIGTERM.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { bin } from '../lib/run.mjs';

const separator = process.argv.indexOf('--');
const options = process.argv.slice(2, separator);
const [command, ...args] = process.argv.slice(separator + 1);
const server = spawn(bin('inspire'), ['serve', '--port', '0', '--json', '--quiet', ...options], {
  stdio: ['ignore', 'pipe', 'pipe'],
});
// Refusals are expected and many: they are shown only where something went wrong.
let log = '';
server.stderr.on('data', (text) => {
  log += text;
});
const ended = once(server, 'exit');
const first = await Promise.race([
  once(createInterface({ input: server.stdout }), 'line'),
  ended.then(() => null),
]);
if (first === null) {
  console.error(log);
  process.exit(1);
}
const { url } = JSON.parse(first[0]);
const { hostname, port } = new URL(url);
const filled = args.map((text) =>
  text.replace('{url}', url).replace('{host}', hostname).replace('{port}', port),
);
const [status] = await once(spawn(command, filled, { stdio: 'inherit' }), 'exit');
server.kill('SIGTERM');
const [serverStatus] = await ended;
if (serverStatus !== 0) console.error(`the server ended with ${serverStatus}`);
if (status !== 0 || serverStatus !== 0) console.error(log.split('\n').slice(-20).join('\n'));
process.exitCode = status !== 0 || serverStatus !== 0 ? 1 : 0;
