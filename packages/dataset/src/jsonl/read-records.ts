import { open } from 'node:fs/promises';
import type { Info } from './description.js';
import { corrupt } from './errors.js';

/** The most that is read of one episode; no episode of numbers and texts comes near. */
const largestEpisode = 512 * 2 ** 20;

/** One line of `frames.jsonl`. */
export type FrameRecord = Readonly<Record<string, unknown>>;

/**
 * Reads the records of an episode, and checks that they are its frames in their order.
 *
 * @throws InspireError `DATASET_CORRUPT` with file and frame.
 */
export async function readRecords(
  file: string,
  { start, end, length }: Info['episodes'][number],
  episode: number,
): Promise<readonly FrameRecord[]> {
  const at = `${file}, episode ${episode}`;
  if (end < start || end - start > largestEpisode) throw corrupt(at, `it has ${end - start} bytes`);
  const lines = (await readText(file, start, end, at)).split('\n');
  if (lines.pop() !== '' || lines.length !== length)
    throw corrupt(at, `there are ${lines.length} whole lines, meta/info.json says ${length}`);
  return lines.map((line, frame) => {
    const record = parseLine(line, `${at}, frame ${frame}`);
    if (record['episode'] === episode && record['frame'] === frame) return record;
    throw corrupt(`${at}, frame ${frame}`, 'the record is of another frame');
  });
}

async function readText(file: string, start: number, end: number, at: string): Promise<string> {
  const handle = await open(file).catch((cause: unknown) => {
    throw corrupt(file, 'the file cannot be opened', cause);
  });
  try {
    const { size } = await handle.stat();
    if (end > size) throw corrupt(at, `it ends at byte ${end}, the file at ${size}`);
    const bytes = Buffer.alloc(end - start);
    for (let done = 0; done < bytes.length; ) {
      const { bytesRead } = await handle.read(bytes, done, bytes.length - done, start + done);
      if (bytesRead === 0) throw corrupt(at, 'the file ends within it');
      done += bytesRead;
    }
    return bytes.toString('utf8');
  } finally {
    await handle.close();
  }
}

function parseLine(line: string, at: string): FrameRecord {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as FrameRecord;
  } catch (cause) {
    throw corrupt(at, 'the line is no JSON', cause);
  }
  throw corrupt(at, 'the line is no JSON object');
}
