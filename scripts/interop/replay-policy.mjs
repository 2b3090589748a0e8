// A policy for `inspire serve --policy`: each episode plays the next demonstration of the file INSPIRE_REPLAY again.
import { openDataset } from '../../packages/dataset/dist/index.js';

const timings = { prepare: 0, images: 0, prompt: 0, answers: 0, actions: 0, total: 0 };
const still = [0, 0, 0, 0, 0, 0, -1];

export async function createPolicy() {
  const source = await openDataset(process.env.INSPIRE_REPLAY);
  const chunks = [];
  for (let index = 0; index < source.episodes.length; index += 1) {
    const episode = await source.open(index);
    const numbers = await episode.column('actions');
    chunks.push(Array.from({ length: episode.length }, (_, row) => [...numbers.slice(7 * row, 7 * row + 7)]));
  }
  await source.close();
  let next = 0;
  return {
    description: {
      name: 'replay',
      cameras: ['agentview', 'wrist'].map((name) => ({ name, required: true })),
      stateDimensions: 8,
      horizon: null,
      actionDimensions: 7,
      datasets: [],
    },
    connect() {
      let isNew = true;
      return {
        async infer() {
          const actions = isNew ? chunks[next++ % chunks.length] : [still];
          isNew = false;
          return { actions, answers: [], timings, passes: 0, guesses: { tried: 0, held: 0 } };
        },
        reset() {
          isNew = true;
        },
        close() {},
      };
    },
    async close() {},
  };
}
