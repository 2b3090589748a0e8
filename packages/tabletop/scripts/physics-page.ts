// Runs in headless Chromium: sends the bits of its episodes to where the page came from.
import { physicsBits } from './physics-bits.js';

declare const seed: number;
declare function fetch(address: string, options: { method: 'POST'; body: string }): Promise<unknown>;

try {
  const episodes = await physicsBits(seed, { wasmUrl: '/mujoco.wasm' });
  await fetch('/result', { method: 'POST', body: JSON.stringify({ episodes }) });
} catch (error) {
  await fetch('/result', { method: 'POST', body: JSON.stringify({ problem: String(error) }) });
}
