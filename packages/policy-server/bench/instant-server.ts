// Our server with the instant policy, as a process of its own: prints its port, and ends when its input does.
// Arguments: milliseconds that the policy takes, and the key that clients must have.
import { createOpenpiProtocol, createPolicyServer, createWorkerPolicy } from '../src/index.js';

const [milliseconds = '0', ...apiKeys] = process.argv.slice(2);
const register = new URL('../src/__fixtures__/register-tsx.mjs', import.meta.url);
const policy = await createWorkerPolicy({
  module: new URL('./instant-policy.ts', import.meta.url),
  options: { milliseconds: Number(milliseconds) },
  execArgv: ['--import', register.href, '--conditions=@inspire-vla/source'],
});
const server = await createPolicyServer({ policy, protocol: createOpenpiProtocol(), port: 0, apiKeys });
console.log(server.port);
process.stdin.resume().on('end', () => void server.stop().then(() => policy.close()));
