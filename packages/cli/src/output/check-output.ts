import { stat } from 'node:fs/promises';
import { dirname, relative, sep } from 'node:path';
import { InspireError } from '@inspire-vla/adapter';
import { checkOutputPlace, type EpisodeSource, leftoverSize, realPlace } from '@inspire-vla/dataset';
import { frameCount } from '../frame-count.js';
import { isInside } from './is-inside.js';
import { checkReportPlace } from './report-place.js';

/** What is looked at before a run. */
export interface OutputPlan {
  readonly output: string;
  /** Where the report goes, if not to its place in the output. */
  readonly report?: string | undefined;
  /** What is read. */
  readonly source: EpisodeSource;
  /** Folders, or files, that were given to be read: all in a folder is read. */
  readonly roots?: readonly string[];
  /** How much of the source's size the output surely has. */
  readonly share: number;
  /** False: begins even where the disk seems too small. */
  readonly checkSpace?: boolean | undefined;
}

/**
 * Checks, before any work is done, that an output does not replace what it is made from nor stand in it, that its place and the
 * report's may be written to, and that the disk has room.
 *
 * @throws InspireError `OUTPUT_IS_SOURCE`, `OUTPUT_IN_SOURCE`, `REPORT_IS_OUTPUT`, `OUTPUT_NOT_WRITABLE`, or
 * `OUTPUT_DISK_FULL` with figures.
 */
export async function checkOutput(plan: OutputPlan): Promise<void> {
  const { output, report, source, checkSpace, roots = [] } = plan;
  await checkApart(output, source.files);
  for (const root of roots) await checkOutside(output, root, source.files);
  await checkOutputPlace(output, checkSpace === false ? 0 : await missingBytes(plan));
  if (report !== undefined) await checkReportPlace(report, output);
}

async function checkApart(output: string, files: readonly string[]): Promise<void> {
  const place = await realPlace(output);
  for (const read of new Set(files.flatMap((file) => [file, dirname(file)]))) {
    const path = relative(place, await realPlace(read));
    if (path === '..' || path.startsWith(`..${sep}`)) continue;
    throw new InspireError({
      code: 'OUTPUT_IS_SOURCE',
      message: 'the output would replace the source',
      at: output,
      fix: 'choose another place for the output',
    });
  }
}

/** An output in its source's folder would be read as a part of it the next time. */
async function checkOutside(output: string, root: string, files: readonly string[]): Promise<void> {
  const place = await realPlace(root);
  // A source that is no folder of files, such as a recording under way, has a name only.
  const [file] = files;
  if (file === undefined || !isInside(await realPlace(file), place)) return;
  if (!isInside(await realPlace(output), place)) return;
  throw new InspireError({
    code: 'OUTPUT_IN_SOURCE',
    message: 'the output would stand inside the source',
    at: output,
    fix: `choose a place outside of ${root}`,
  });
}

/** What is still to be written: an earlier run may have left a part, to be gone on with or to make room. */
async function missingBytes({ output, source, share }: OutputPlan): Promise<number> {
  const written = Math.ceil((await sizeOf(source.files)) * share);
  return Math.max(0, written - (await leftoverSize(output)));
}

/** Bytes of files. */
async function sizeOf(files: readonly string[]): Promise<number> {
  let bytes = 0;
  for (const file of files) bytes += (await stat(file)).size;
  return bytes;
}

/** Sources whose pictures are not compressed, or of which much may be left out. */
const shrinking: readonly string[] = ['libero-hdf5', 'rlds'];

/**
 * How much of a source's size an output surely has: files of pictures and videos are taken over as they are, raw
 * pictures are compressed.
 *
 * @param part - the episodes that are written, of the whole source.
 * @param imageSize - pixels that every camera is resized to.
 */
export function writtenShare(
  whole: EpisodeSource,
  part: EpisodeSource,
  imageSize: number | undefined,
): number {
  const kept = shrinking.includes(whole.format) ? 0.5 : 0.9;
  const sizes = whole.episodes[0]?.cameras.map(({ width, height }) => width * height) ?? [];
  const pixels = Math.max(1, ...sizes);
  const resized = imageSize === undefined ? 1 : Math.min(1, imageSize ** 2 / pixels) / 4;
  return (kept * resized * frameCount(part)) / Math.max(1, frameCount(whole));
}
