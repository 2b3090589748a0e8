// Times the parts of a step in a process of its own: session-parts.ts FOLDER TEXT STEPS THREADS
import type { VlaSession } from '@inspire-vla/adapter';
import { openModelFolder } from '../src/index.js';
import { median, milliseconds, noisePicture, type Parts } from './bench-model.js';

const [folder = '', ...numbers] = process.argv.slice(2);
const [text = 0, steps = 0, threads = 1] = numbers.map(Number);
const { model } = await openModelFolder(folder, { threads, checksums: false });
const pictures = { primary: noisePicture(1), wrist: noisePicture(2) };
const images = ['primary', 'wrist'].map((camera) => ({ camera, position: 1 }));
const ids = Array.from({ length: text }, (_, index) => (index * 13) % 7000);
const times: Record<keyof Parts, number[]> = { vision: [], prefill: [], decode: [] };
for (let round = 0; round < 2; round += 1) {
  let session: VlaSession | undefined;
  const time = async (part: keyof Parts, action: () => Promise<unknown>) => {
    times[part].push(await milliseconds(action));
  };
  await time('vision', async () => {
    session = await model.open(pictures);
  });
  await time('prefill', async () => session?.extend(ids, { logits: 'last', images }));
  for (let step = 0; step < steps; step += 1)
    await time('decode', async () => session?.extend([(step * 17) % 7000], { logits: 'last' }));
  await session?.close();
}
await model.close();
const { vision, prefill, decode } = times;
const parts: Parts = {
  vision: Math.min(...vision),
  prefill: Math.min(...prefill),
  decode: median(decode),
};
console.log(JSON.stringify(parts));
