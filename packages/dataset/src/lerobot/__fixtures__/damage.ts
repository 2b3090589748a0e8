import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InspireError } from '@inspire-vla/adapter';
import { damageBytes, type Outcome, type Random, type Weakness } from '../../__fixtures__/damage-bytes.js';
import { openDataset, type SourceFormat } from '../../open-dataset.js';

/** Parquet describes itself near its end, in Thrift. */
const parquet: Weakness = {
  varints: ['00', '7f', 'ffff03', 'feffffff0f', 'ffffffff0f', 'feffffffffffffffff01', 'ffffffffffffffffffff'],
  place: (length, random) =>
    random(2) === 0 ? random(length) : length - 1 - random(Math.min(4096, length)),
};

/** Values of JSON that a reader may trust too easily, with values of other types. */
const jsons = ['null', '-1', '0', '1e999', '2147483648', '9007199254740993', '"x"', '[]', '{}', 'true', '"../../x"'];

/** JSON whose values are of another type or size, or missing. */
export function damageJson(whole: Buffer, random: Random): Buffer {
  if (random(3) === 0) return damageBytes(whole, random, parquet);
  const places = [...whole.toString().matchAll(/(?<=[:[,]\s*)("[^"\n]*"|-?[\d.]+|true|false|null)(?=\s*[,}\]])/g)];
  let text = whole.toString();
  for (let change = 0; change <= random(2) && places.length > 0; change += 1) {
    const { index = 0, 0: found = '' } = places[random(places.length)] ?? {};
    const value = jsons[random(jsons.length)] ?? '0';
    // Places move with the first change; a later one then hits something else, which is as good.
    text = `${text.slice(0, index)}${value}${text.slice(index + found.length)}`;
  }
  return Buffer.from(text);
}

/**
 * Damages one file of a dataset and reads all of it; the file is whole again afterwards.
 *
 * @param names - files inside the folder; one is chosen.
 * @throws Error where it is neither read in its right shape nor refused with a typed error that names the folder.
 */
export async function readDamaged(
  folder: string,
  format: SourceFormat,
  names: readonly string[],
  random: Random,
): Promise<Outcome> {
  const path = join(folder, names[random(names.length)] ?? '');
  const whole = await readFile(path);
  await writeFile(path, /json/.test(path) ? damageJson(whole, random) : damageBytes(whole, random, parquet));
  try {
    await readAll(folder, format, random(2) === 0);
    return 'read';
  } catch (error) {
    if (!InspireError.isInstance(error) || !(error.at ?? '').includes(folder)) throw error;
    if (!/^DATASET_(CORRUPT|MISSING|UNSUPPORTED)$/.test(error.code)) throw error;
    return 'refused';
  } finally {
    await writeFile(path, whole);
  }
}

/** @param isAhead - whether features are read of many episodes at a time. */
async function readAll(folder: string, format: SourceFormat, isAhead: boolean): Promise<void> {
  const source = await openDataset(folder, format);
  try {
    if (isAhead) source.willRead?.(source.features.map(({ name }) => name));
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
  } finally {
    await source.close();
  }
}
