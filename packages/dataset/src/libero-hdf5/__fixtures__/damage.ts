import { rm, writeFile } from 'node:fs/promises';
import { InspireError } from '@inspire-vla/adapter';
import { type Outcome, type Random, writeExtreme } from '../../__fixtures__/damage-bytes.js';
import type { Hdf5Library } from '../hdf5-library.js';
import { openLiberoWith } from '../open.js';

/** The bytes of a file with a few things wrong. Structure is hit more often than the far larger pictures. */
export function damage(whole: Uint8Array, random: Random): Uint8Array {
  const bytes = Buffer.from(whole);
  const place = () => random(random(4) === 0 ? bytes.length : Math.min(bytes.length, 16_384));
  const kind = random(10);
  if (kind === 0) return bytes.subarray(0, random(bytes.length));
  for (let change = 0; change <= random(6); change += 1) {
    const at = place();
    if (kind < 5) bytes[at] = random(256);
    else if (kind < 7) bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
    else if (kind < 9) writeExtreme(bytes, at, random);
    else bytes.copyWithin(at, place(), place());
  }
  return bytes;
}

/**
 * Writes a damaged file and reads all of it.
 *
 * @throws Error where it is neither read in its right shape nor refused with a typed error that names the file.
 */
export async function readDamaged(library: Hdf5Library, path: string, bytes: Uint8Array): Promise<Outcome> {
  await writeFile(path, bytes);
  try {
    await readAll(library, path);
    return 'read';
  } catch (error) {
    if (!InspireError.isInstance(error) || !(error.at ?? '').includes(path)) throw error;
    if (!/^(DATASET_(CORRUPT|MISSING|UNSUPPORTED)|MODEL_(INVALID|UNSUPPORTED))$/.test(error.code)) throw error;
    return 'refused';
  } finally {
    await rm(path);
  }
}

async function readAll(library: Hdf5Library, path: string): Promise<void> {
  const source = await openLiberoWith(library, path, {});
  for (const [index, { length, cameras }] of source.episodes.entries()) {
    const episode = await source.open(index);
    for (const { name, shape } of source.features) {
      check((await episode.column(name)).length === length * (shape[0] ?? 1), `${name} has another length`);
    }
    for (const { name, width, height } of cameras) {
      const pictures = await episode.pictures(name, 0, length);
      const isWhole = pictures.every(({ bytes }) => bytes.length === width * height * 3);
      check(isWhole && pictures.length === length, `a picture of ${name} is missing or of another size`);
    }
    const scene = await episode.scene();
    for (const body of scene?.bodies ?? []) {
      check(scene?.relation(body).length === length * 3, `${body} has another length`);
      check((scene?.grasped(body)?.length ?? length) === length, `grasps of ${body} have another length`);
    }
  }
}

function check(isRight: boolean, message: string): void {
  if (!isRight) throw new Error(message);
}
