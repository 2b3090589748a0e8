import { type FileHandle, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Description, InfosKind } from './description.js';

/** Numbers or texts of a dataset, still outside of an HDF5 file. */
export interface PartDataset {
  /** Inside the demonstration. */
  readonly place: string;
  /** Kind and size of an element as `hdf5-file.ts` names them, e.g. `f8`, or `text`: then the bytes are a JSON list. */
  readonly element: string;
  readonly shape: readonly number[];
  /** Where its bytes stand in the part's data. */
  readonly start: number;
  readonly end: number;
}

/** One episode, kept beside the output until its file is put together: HDF5 files must not be cut short to go on. */
export interface Part {
  readonly instruction: string;
  readonly length: number;
  readonly infos: InfosKind;
  readonly objectsOfInterest: readonly string[];
  readonly datasets: readonly PartDataset[];
}

/** Takes the datasets of one episode one after another. */
export interface PartWriter {
  add(place: string, element: string, shape: readonly number[], chunks: Chunks): Promise<void>;
  finish(about: Omit<Part, 'datasets'>): Promise<Part>;
  discard(): Promise<void>;
}

type Chunks = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** The file of a part's data; its description is beside it. */
export function partData(folder: string, index: number): string {
  return join(folder, `episode-${index}.data`);
}

function partText(folder: string, index: number): string {
  return join(folder, `episode-${index}.json`);
}

/** Begins a part. It is whole once its description is there. */
export async function beginPart(folder: string, index: number): Promise<PartWriter> {
  const file = partData(folder, index);
  const handle = await open(file, 'w');
  const datasets: PartDataset[] = [];
  let position = 0;
  return {
    async add(place, element, shape, chunks) {
      const start = position;
      for await (const bytes of chunks) {
        await writeAll(handle, bytes);
        position += bytes.length;
      }
      datasets.push({ place, element, shape, start, end: position });
    },
    async finish(about) {
      await handle.close();
      const part = { ...about, datasets };
      const text = partText(folder, index);
      await writeFile(`${text}.partial`, JSON.stringify(part));
      await rename(`${text}.partial`, text);
      return part;
    },
    async discard() {
      await handle.close().catch(() => undefined);
      await rm(file, { force: true });
    },
  };
}

/** Reads the description of a whole part. */
export async function readPart(folder: string, index: number): Promise<Part> {
  return JSON.parse(await readFile(partText(folder, index), 'utf8')) as Part;
}

/** What a task's description says of a part. */
export function episodeOf({ length, infos }: Part, index: number): Description['episodes'][number] {
  return { index, length, infos };
}

/** The system may take fewer bytes than it is given. */
async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length; ) done += (await handle.write(bytes, done)).bytesWritten;
}
