import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InspireError } from '@inspire-vla/adapter';
import { damageBytes, type Outcome, type Random, type Weakness } from '../../__fixtures__/damage-bytes.js';
import { maskedChecksum } from '../checksum.js';
import { openRlds } from '../open.js';
import { footerBytes, headerBytes } from '../records.js';

const records: Weakness = {
  // 2³¹ − 1, 2³² − 1, 2⁶⁴ − 1, and one that never ends.
  varints: ['ffffffff07', 'ffffffff0f', 'ffffffffffffffffff01', 'ffffffffffffffffffff'],
  place: (length, random) => random(length),
};

/**
 * Damages a shard: as a disk would, so that checksums are wrong, or the data of one record before its checksum is
 * made, so that everything behind the checksum is reached.
 */
export function damageShard(whole: Buffer, random: Random): Buffer {
  if (random(3) === 0) return damageBytes(whole, random, records);
  const parts = recordsOf(whole);
  const victim = random(parts.length);
  return Buffer.concat(parts.map((data, index) => frame(index === victim ? damageBytes(data, random, records) : data)));
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
  await writeFile(path, name === shard ? damageShard(whole, random) : damageBytes(whole, random, records));
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
