import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataset } from '../open-dataset.js';
import { writeRecords } from './__fixtures__/write-records.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'coded-'));
});
afterEach(() => rm(folder, { recursive: true }));

const width = 16;

/** Character codes, filled up with zeros. */
function codesOf(text: string): readonly number[] {
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  return [...codes, ...new Array<number>(width - codes.length).fill(0)];
}

function integers(values: readonly number[]): Uint8Array {
  const list = new BinaryWriter();
  for (const value of values) list.tag(1, WireType.Varint).int64(value);
  return list.finish();
}

/** A record of as many steps as there are rows, whose instructions are these, declared as Language Table declares them. */
async function writeCoded(rows: readonly (readonly number[])[]): Promise<void> {
  const flags = rows.map((_, step) => (step === 0 ? 1 : 0));
  const lists = {
    'steps/is_first': { field: 3, messages: [integers(flags)] },
    'steps/observation/instruction': { field: 3, messages: [integers(rows.flat())] },
  };
  await writeRecords(folder, [lists]);
  const file = join(folder, 'features.json');
  const tree = JSON.parse(await readFile(file, 'utf8'));
  const { features } = tree.featuresDict.features.steps.sequence.feature.featuresDict;
  const shape = { dimensions: [String(width)] };
  const instruction = { tensor: { shape, dtype: 'int32', encoding: 'none' } };
  features.observation = { featuresDict: { features: { instruction } } };
  delete features.action;
  delete features.language_instruction;
  await writeFile(file, JSON.stringify(tree));
}

describe('instructions of Language Table', () => {
  it('are decoded, up to the first zero', async () => {
    await writeCoded([codesOf('schieb das 🟦'), codesOf('lift\0rest')]);
    const source = await openDataset(folder);
    const episode = await source.open(0);
    expect(episode).toMatchObject({ instruction: 'schieb das 🟦', otherTasks: ['lift'], length: 2 });
    expect(await episode.frameRecords?.()).toMatchObject({ instructions: ['schieb das 🟦', 'lift'] });
    expect(await episode.column('instruction')).toHaveLength(2 * width);
    await source.close();
  });

  it.each([-1, 0xd800, 0x110000, 2 ** 40])('are refused with %i, which no character has', async (code) => {
    await writeCoded([codesOf('lift'), codesOf('lift').with(1, code)]);
    await expect(openDataset(folder)).rejects.toMatchObject({
      code: 'DATASET_CORRUPT',
      message: expect.stringContaining(`value ${width + 1} is ${code}`),
      at: expect.stringMatching(/record 0, byte 12, steps\/observation\/instruction$/),
    });
  });
});
