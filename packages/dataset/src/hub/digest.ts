import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { HubFile } from './repository-files.js';

/** Whether a file on this disk has the content that the hub lists; its size must be right already. */
export async function hasDigest(path: string, file: HubFile): Promise<boolean> {
  const hash = createHash(file.algorithm === 'sha256' ? 'sha256' : 'sha1');
  // Git hashes contents with their kind and length in front.
  if (file.algorithm === 'git') hash.update(`blob ${file.size}\0`);
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex') === file.digest;
}
