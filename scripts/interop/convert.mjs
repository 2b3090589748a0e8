// Writes a dataset once more in another format, without annotation: node convert.mjs SOURCE FORMAT OUTPUT
import { mkdirSync } from 'node:fs';
import { createWriter, openDataset } from '../../packages/dataset/dist/index.js';

const [source, format, directory] = process.argv.slice(2);
const dataset = await openDataset(source);
mkdirSync(directory, { recursive: true });
const { features, fps, robotType } = dataset;
const cameras = dataset.episodes[0]?.cameras ?? [];
const writer = await createWriter(format, { directory, fps, robotType, features, cameras });
for (const index of dataset.episodes.keys()) {
  const episode = await dataset.open(index);
  const columns = new Map();
  for (const { name } of features) columns.set(name, await episode.column(name));
  await writer.writeEpisode({ ...episode, columns });
}
console.log(JSON.stringify(await writer.finish()));
await writer.close();
await dataset.close();
