import { type FileHandle, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
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

/** Place of the texts of files that belong beside the HDF5 file, whose names are its `object_infos`. */
export const besidePlace = '../object_infos';

/** Reads a dataset of texts back. */
export async function readPartTexts(
  folder: string,
  index: number,
  { datasets }: Part,
  place: string,
): Promise<readonly string[]> {
  const dataset = datasets.find((candidate) => candidate.place === place);
  if (dataset === undefined) return [];
  const handle = await open(partData(folder, index));
  try {
    const bytes = Buffer.alloc(dataset.end - dataset.start);
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, dataset.start);
    return JSON.parse(bytes.subarray(0, bytesRead).toString()) as readonly string[];
  } finally {
    await handle.close();
  }
}

/** The files of a part. */
export function partFiles(folder: string, index: number): readonly string[] {
  return [partData(folder, index), partText(folder, index)];
}

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
  await mkdir(folder, { recursive: true });
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
