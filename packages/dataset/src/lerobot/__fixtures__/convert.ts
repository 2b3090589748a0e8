import { mkdir } from 'node:fs/promises';
import { openDataset } from '../../open-dataset.js';
import { createWriter, type OutputFormat } from '../../writing/create-writer.js';

/** Writes a dataset once more, every column, picture and video of it. */
export async function convert(
  from: string,
  format: OutputFormat,
  directory: string,
  ffmpeg?: string,
): Promise<void> {
  const program = ffmpeg === undefined ? {} : { ffmpeg };
  const source = await openDataset(from, undefined, program);
  await mkdir(directory, { recursive: true });
  const { fps, robotType, features, episodes } = source;
  const cameras = episodes[0]?.cameras ?? [];
  const writer = await createWriter(format, { directory, fps, robotType, features, cameras, ...program });
  try {
    for (const index of episodes.keys()) {
      const episode = await source.open(index);
      const columns = new Map();
      for (const { name } of features) columns.set(name, await episode.column(name));
      await writer.writeEpisode({ ...episode, columns });
    }
    await writer.finish();
  } finally {
    await writer.close();
    await source.close();
  }
}
