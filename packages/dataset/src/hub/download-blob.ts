import { open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { setTimeout } from 'node:timers/promises';
import { InspireError } from '@inspire-vla/adapter';
import { cacheError } from './cache-error.js';
import type { HubClient } from './client.js';
import { hasDigest } from './digest.js';
import { writeHubReference } from './reference.js';
import type { HubFile } from './repository-files.js';

/** Tries in a row that bring no byte. */
const fruitlessTries = 5;

/** Milliseconds after a broken connection. */
const pause = 500;

/** One content on its way into the cache. */
export interface BlobDownload {
  readonly client: HubClient;
  readonly file: HubFile;
  readonly commit: string;
  /** Its place in the cache. */
  readonly place: string;
  readonly onBytes: (bytes: number) => void;
}

/**
 * Downloads a content, going on where an earlier try or run was cut off, and checks it before it is put in its place.
 *
 * The library's own download into the cache begins anew each time and checks nothing; this uses its ranged blobs.
 *
 * @throws InspireError `HUB_FILE_CORRUPT`, `OUTPUT_DISK_FULL` and `OUTPUT_NOT_WRITABLE`, and those of the network.
 */
export async function downloadBlob(download: BlobDownload): Promise<void> {
  const { client, file, place } = download;
  const part = partOf(place);
  const begun = await bytesOf(part);
  if (begun > file.size) await rm(part).catch(failed(part));
  else download.onBytes(begun);
  await fetchRest(download, part);
  if (!(await hasDigest(part, file))) {
    await rm(part, { force: true });
    // What an earlier run left may be another's; what this run got may not.
    if (begun === 0) throw corrupt(file, client);
    download.onBytes(-file.size);
    return downloadBlob(download);
  }
  await rename(part, place).catch(failed(place));
}

/** Bytes of a content that are still to be written, and need room. */
export async function missingBytes(file: HubFile, place: string): Promise<number> {
  const begun = await bytesOf(partOf(place));
  return begun > file.size ? file.size : file.size - begun;
}

function partOf(place: string): string {
  return `${place}.inspire-incomplete`;
}

async function fetchRest(download: BlobDownload, part: string): Promise<void> {
  const { file, client } = download;
  if (file.size === 0) await writeFile(part, '').catch(failed(part));
  for (let fruitless = 0; ; ) {
    const offset = await bytesOf(part);
    if (offset >= file.size) return;
    const failure = await append(download, part, offset).then(
      () => undefined,
      (cause: unknown) => ({ cause }),
    );
    client.signal?.throwIfAborted();
    const isFurther = (await bytesOf(part)) > offset;
    fruitless = isFurther ? 0 : fruitless + 1;
    if (failure === undefined && isFurther) continue;
    if (failure !== undefined && (isFinal(failure.cause) || fruitless === fruitlessTries))
      await client.ask(() => Promise.reject(failure.cause));
    if (fruitless === fruitlessTries) throw corrupt(file, client);
    await setTimeout(pause, undefined, client.signal === undefined ? {} : { signal: client.signal });
  }
}

/** One request; what came before the connection broke stays. */
async function append(download: BlobDownload, part: string, offset: number): Promise<void> {
  const { client, file, commit } = download;
  const { library, common } = client;
  const path = file.path.split('/').map(encodeURIComponent).join('/');
  const blob = await library.downloadFile({ ...common, path, revision: commit });
  if (blob === null || blob.size !== file.size) throw corrupt(file, client);
  const target = await open(part, 'a').catch(failed(part));
  // Not a stream of the file: its errors could not be told from those of the network.
  async function write(chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) await target.appendFile(chunk).catch(failed(part));
  }
  try {
    const source = Readable.fromWeb(blob.slice(offset, file.size).stream() as ReadableStream);
    const options = client.signal === undefined ? {} : { signal: client.signal };
    await pipeline(source, counted(download, file.size - offset), write, options);
  } finally {
    await target.close().catch(failed(part));
  }
}

/** Passes on what arrives, and tells how much; more than is expected is an error. */
function counted({ client, file, onBytes }: BlobDownload, expected: number) {
  let remaining = expected;
  return async function* (chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      remaining -= chunk.length;
      if (remaining < 0) throw corrupt(file, client);
      onBytes(chunk.length);
      yield chunk;
    }
  };
}

/** Whether another try would fail as well: a full disk, a refusal, a file of another size. */
function isFinal(cause: unknown): boolean {
  return InspireError.isInstance(cause) || (cause instanceof Error && 'statusCode' in cause);
}

async function bytesOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}

function failed(place: string) {
  return (cause: unknown): never => {
    throw cacheError(cause, place);
  };
}

function corrupt(file: HubFile, { reference }: HubClient): InspireError {
  return new InspireError({
    code: 'HUB_FILE_CORRUPT',
    message: `what arrives is not the file that the hub lists (${file.size} bytes, ${file.digest})`,
    at: `${writeHubReference(reference)}, ${file.path}`,
    fix: 'run again; if it stays so, the file or a proxy on the way is damaged',
  });
}
