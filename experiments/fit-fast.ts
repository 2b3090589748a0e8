import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createNormalizer, parseDatasetStatistics } from '@inspire-vla/adapter/statistics';
import { fastTokenizerFiles, fitFastTokenizer } from '@inspire-vla/adapter-pi0-fast';
import { type Episode, openDataset } from '@inspire-vla/dataset';

/** Frames between the chunks that are looked at: neighbours differ little. */
const stride = 5;

/** Fits a FAST tokenizer to an annotated dataset's normalised chunks, and writes its folder. */
export async function fitFast(annotated: string, horizon: number, folder: string): Promise<void> {
  const file = readFileSync(join(annotated, 'meta/dataset_statistics.json'), 'utf8');
  const [statistics] = parseDatasetStatistics(file).values();
  if (statistics === undefined) throw new Error(`${annotated} has no statistics`);
  const normalizer = createNormalizer('quantile', statistics.action);
  const source = await openDataset(annotated);
  const chunks: number[][][] = [];
  for (let index = 0; index < source.episodes.length; index += 1)
    chunks.push(...(await chunksOf(await source.open(index), normalizer, horizon)));
  await source.close();
  mkdirSync(folder, { recursive: true });
  const tokenizer = fitFastTokenizer(chunks, { alphabet: 'bytes', vocabularySize: 512 });
  for (const [name, text] of Object.entries(fastTokenizerFiles(tokenizer)))
    writeFileSync(join(folder, name), text);
}

/** Chunks [horizon][dimensions]; beyond an episode's end the last action again. */
async function chunksOf(
  episode: Episode,
  normalizer: ReturnType<typeof createNormalizer>,
  horizon: number,
): Promise<number[][][]> {
  const column = await episode.column('actions');
  const values = normalizer.normalize(Float64Array.from(column, Number));
  const width = normalizer.dimensions;
  const rowAt = (row: number) => {
    const start = Math.min(row, episode.length - 1) * width;
    return [...values.subarray(start, start + width)];
  };
  return Array.from({ length: Math.ceil(episode.length / stride) }, (_, index) =>
    Array.from({ length: horizon }, (_, step) => rowAt(index * stride + step)),
  );
}
