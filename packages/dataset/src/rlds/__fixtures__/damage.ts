import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InspireError } from '@inspire-vla/adapter';
import { maskedChecksum } from '../checksum.js';
import { openRlds } from '../open.js';
import { footerBytes, headerBytes } from '../records.js';

/** Numbers [0, limit) from a seed; a linear congruential generator is random enough to choose bytes. */
export function createRandom(seed: number): (limit: number) => number {
  let state = (seed % 2_147_483_646) + 1;
  const step = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  // Neighbouring seeds begin alike.
  for (let round = 0; round < 10; round += 1) step();
  return (limit) => Math.floor(step() * limit);
}

type Random = ReturnType<typeof createRandom>;

/** Lengths that a reader may trust too easily. */
const extremes = [0n, 1n, 0x7fn, 0xffffn, 0x7fff_ffffn, 0xffff_ffffn, 2n ** 40n, 2n ** 63n, 2n ** 64n - 1n];

/** Varints that promise much: 2³¹ − 1, 2³² − 1, 2⁶⁴ − 1, and one that never ends. */
const varints = ['ffffffff07', 'ffffffff0f', 'ffffffffffffffffff01', 'ffffffffffffffffffffff'];

/** Some bytes with a few things wrong. */
function damage(whole: Buffer, random: Random): Buffer {
  const bytes = Buffer.from(whole);
  const kind = random(10);
  if (kind === 0) return bytes.subarray(0, random(bytes.length));
  for (let change = 0; change <= random(4); change += 1) {
    const at = random(bytes.length);
    if (kind < 4) bytes[at] = random(256);
    else if (kind < 6) bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
    else if (kind < 7) bytes.writeBigUInt64LE(extremes[random(extremes.length)] ?? 0n, Math.min(at, bytes.length - 8));
    else if (kind < 9) bytes.set(Buffer.from(varints[random(varints.length)] ?? '', 'hex').subarray(0, bytes.length - at), at);
    else bytes.copyWithin(at, random(bytes.length), random(bytes.length));
  }
  return bytes;
}

/**
 * Damages a shard: as a disk would, so that checksums are wrong, or the data of one record before its checksum is
 * made, so that everything behind the checksum is reached.
 */
export function damageShard(whole: Buffer, random: Random): Buffer {
  if (random(3) === 0) return damage(whole, random);
  const records = recordsOf(whole);
  const victim = random(records.length);
  return Buffer.concat(records.map((data, index) => frame(index === victim ? damage(data, random) : data)));
}

function recordsOf(whole: Buffer): readonly Buffer[] {
  const records: Buffer[] = [];
  for (let at = 0; at < whole.length; ) {
    const start = at + headerBytes;
    const end = start + Number(whole.readBigUInt64LE(at));
    records.push(whole.subarray(start, end));
    at = end + footerBytes;
  }
  return records;
}

function frame(data: Buffer): Buffer {
  const [header, footer] = [Buffer.alloc(headerBytes), Buffer.alloc(footerBytes)];
  header.writeBigUInt64LE(BigInt(data.length), 0);
  header.writeUInt32LE(maskedChecksum([header.subarray(0, 8)]), 8);
  footer.writeUInt32LE(maskedChecksum([data]), 0);
  return Buffer.concat([header, data, footer]);
}

/** What came of reading damaged data: a typed error that names the folder, or everything in its right shape. */
export type Outcome = 'refused' | 'read';

/**
 * Damages one file of a dataset and reads all of it; the file is whole again afterwards.
 *
 * @throws Error where it is neither read in its right shape nor refused with a typed error that names the folder.
 */
export async function readDamaged(folder: string, shard: string, random: Random): Promise<Outcome> {
  const names = [shard, shard, shard, shard, 'features.json', 'dataset_info.json'];
  const name = names[random(names.length)] ?? shard;
  const path = join(folder, name);
  const whole = await readFile(path);
  await writeFile(path, name === shard ? damageShard(whole, random) : damage(whole, random));
  try {
    await readAll(folder);
    return 'read';
  } catch (error) {
    if (!InspireError.isInstance(error) || !(error.at ?? '').includes(folder)) throw error;
    if (!/^DATASET_(CORRUPT|MISSING|UNSUPPORTED)$/.test(error.code)) throw error;
    return 'refused';
  } finally {
    await writeFile(path, whole);
  }
}

async function readAll(folder: string): Promise<void> {
  const source = await openRlds(folder);
  for (const [index, { length, cameras }] of source.episodes.entries()) {
    const episode = await source.open(index);
    for (const { name, shape } of source.features) {
      const expected = shape.reduce((product, axis) => product * axis, length);
      if ((await episode.column(name)).length !== expected) throw new Error(`${name} has another length`);
    }
    for (const { name } of cameras) {
      const pictures = await episode.pictures(name, 0, length);
      if (pictures.length !== length) throw new Error(`a picture of ${name} is missing`);
    }
  }
}
