// Writes a dataset once more in another format, without annotation: node convert.mjs SOURCE FORMAT OUTPUT
import { mkdirSync } from 'node:fs';
import { copyDataset, openDataset } from '../../packages/dataset/dist/index.js';

const [source, format, directory] = process.argv.slice(2);
const dataset = await openDataset(source);
mkdirSync(directory, { recursive: true });
console.log(JSON.stringify(await copyDataset(dataset, { format, directory })));
await dataset.close();
