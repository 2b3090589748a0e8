import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataset } from '../open-dataset.js';
import { carriesCup, demonstrationOf } from './__fixtures__/tabletop-demonstration.js';
import { writeOriginalFile } from './__fixtures__/write-original-file.js';
import { openHdf5 } from './hdf5-file.js';
import { createHdf5Library } from './hdf5-library.js';

let folder = '';
let file = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'readable-'));
  file = join(folder, 'take_the_cup_demo.hdf5');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Writes tables `packed`, compressed, and `plain`, of 32-bit floats, in HDF5's oldest layout: it has no checksums. */
async function writeTables(): Promise<Buffer> {
  const library = await import('h5wasm/node');
  await library.ready;
  const written = new library.File(file, 'w', { libver: ['earliest', 'latest'] });
  const data = new Float32Array(64).map((_, index) => index);
  const group = written.create_group('data');
  group.create_dataset({ name: 'packed', data, shape: [16, 4], chunks: [4, 4], compression: 4 });
  group.create_dataset({ name: 'plain', data, shape: [16, 4] });
  written.close();
  return readFile(file);
}

/** The numbers of a table, after all tables have been loaded. */
async function attempt(place: string): Promise<unknown> {
  const library = createHdf5Library();
  try {
    const opened = await openHdf5(library, file);
    await opened.preload('data', 'load');
    return await opened.readNumbers(`data/${place}`, 0, 16);
  } finally {
    await library.close();
  }
}

describe('a whole file of a kind that is not read', () => {
  it.each(['there', 'gone'])('is one whose demonstrations are links to a file that is %s', async (kind) => {
    const linked = join(folder, 'linked.hdf5');
    await writeOriginalFile(linked, [demonstrationOf(carriesCup)]);
    const library = await import('h5wasm/node');
    await library.ready;
    const written = new library.File(file, 'w');
    const data = written.create_group('data');
    data.create_external_link(basename(linked), '/data/demo_0', 'demo_0');
    written.close();
    if (kind === 'gone') await rm(linked);
    await expect(openDataset(file)).rejects.toMatchObject({
      code: 'DATASET_UNSUPPORTED',
      message: expect.stringContaining('linked.hdf5, which is not followed'),
      at: expect.stringContaining(`${file}, data/demo_0`),
      fix: expect.stringContaining('expand_external'),
    });
  });

  it('is one with a filter that the library lacks, which is named', async () => {
    const bytes = await writeTables();
    // The filter's number and the length of its name stand before the name.
    const name = bytes.indexOf('deflate\0');
    bytes.writeUInt16LE(32_000, name - 8);
    bytes.write('lzf\0\0\0\0\0', name, 'latin1');
    await writeFile(file, bytes);
    await expect(attempt('packed')).rejects.toMatchObject({
      code: 'DATASET_UNSUPPORTED',
      message: expect.stringContaining('the filter lzf'),
      at: `${file}, data/packed`,
      fix: expect.stringContaining('h5repack -f GZIP=4'),
    });
    expect(await attempt('plain')).toHaveLength(64);
  });

  it('is one with floats of 16 bits', async () => {
    const bytes = await writeTables();
    // HDF5's description of 32-bit floats becomes that of 16-bit ones: sign, size, exponent, mantissa, bias.
    const floats = Buffer.from('11201f000400000000002000170800177f000000', 'hex');
    const halves = Buffer.from('11200f0002000000000010000a05000a0f000000', 'hex');
    const place = bytes.lastIndexOf(floats);
    expect(place).toBeGreaterThan(bytes.indexOf(floats));
    halves.copy(bytes, place);
    await writeFile(file, bytes);
    await expect(attempt('plain')).rejects.toMatchObject({
      code: 'DATASET_UNSUPPORTED',
      message: expect.stringContaining('f2'),
      at: `${file}, data/plain`,
    });
    expect(await attempt('packed')).toHaveLength(64);
  });
});
