import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { InspireError } from '@inspire-vla/adapter';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import own from '../__fixtures__/openpi-messages.json' with { type: 'json' };
import { createNdArray, readNumbers } from '../client/index.js';
import { decodePictures } from './decode-pictures.js';
import { decodeJsonNumpy, encodeJsonNumpy } from './json-numpy.js';
import { pack } from './message-pack.js';
import { decodeOpenpi, encodeOpenpi } from './openpi-codec.js';
import { isNdArray, isNumpyScalar, isValueMap, type Value, type ValueMap } from './value.js';
import { encodeVlaEval, openVlaEval } from './vla-eval-codec.js';

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'base64'));
const goldens = fileURLToPath(new URL('../../../../../shared/goldens', import.meta.url));

function numbersAt(message: ValueMap, key: string): readonly number[] {
  const value = message[key];
  return isNdArray(value) ? [...readNumbers(value)] : [];
}

describe("openpi's msgpack-numpy", () => {
  it.each(['libero', 'reply', 'types'] as const)(
    "reads openpi-client's %s and writes the same bytes",
    (name) => {
      const packed = bytesOf(own[name]);
      expect(Buffer.from(encodeOpenpi(decodeOpenpi(packed))).toString('hex')).toBe(
        Buffer.from(packed).toString('hex'),
      );
    },
  );

  it('reads the numbers of every dtype', () => {
    const message = decodeOpenpi(bytesOf(own.types));
    for (const dtype of ['u1', 'i1', '<u2', '<i2', '<u4', '<i4', '<u8', '<i8', '<f2', '<f4', '<f8', '>f4']) {
      expect(numbersAt(message, dtype), dtype).toEqual([0, 1, 100]);
    }
    expect(numbersAt(message, 'bool')).toEqual([0, 1, 1]);
    expect(numbersAt(message, 'zero_d')).toEqual([2.5]);
    expect(message['scalars']).toEqual([
      { kind: 'scalar', dtype: '<f4', value: 0.5 },
      { kind: 'scalar', dtype: '<i8', value: -3 },
      { kind: 'scalar', dtype: '|b1', value: true },
      2.5,
    ]);
  });

  it('gives back whatever it is given', () => {
    const leaf: fc.Arbitrary<Value> = fc.oneof(
      fc.constant(null),
      fc.boolean(),
      fc.integer(),
      fc.string(),
      fc.uint8Array({ maxLength: 40 }),
      fc.float64Array({ maxLength: 12 }).map((numbers) => createNdArray(numbers)),
      fc.int16Array({ maxLength: 12 }).map((numbers) => createNdArray(numbers, [1, numbers.length])),
    );
    const value = fc.oneof(
      leaf,
      fc.array(leaf, { maxLength: 4 }),
      fc.dictionary(fc.string(), leaf, { maxKeys: 4 }),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string(), value, { maxKeys: 20 }), (message) => {
        const again = decodeOpenpi(encodeOpenpi(message as ValueMap));
        expect(Buffer.from(encodeOpenpi(again))).toEqual(Buffer.from(encodeOpenpi(message as ValueMap)));
        expect(Object.keys(again)).toEqual(Object.keys(message));
      }),
    );
  });

  it('refuses whatever is no message with a typed error, and quickly', () => {
    const valid = bytesOf(own.libero);
    const hostile = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.uint8Array({ maxLength: 60 }).map((tail) => Uint8Array.of(0x81, ...tail)),
      fc.nat(valid.length - 1).map((end) => valid.subarray(0, end)),
      fc.tuple(fc.nat(valid.length - 1), fc.nat(255)).map(([at, byte]) => {
        const changed = valid.slice();
        changed[at] = byte;
        return changed;
      }),
    );
    fc.assert(
      fc.property(hostile, (message) => {
        try {
          decodeOpenpi(message);
        } catch (error) {
          expect(InspireError.isInstance(error), String(error)).toBe(true);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['deep nesting', Buffer.concat([Buffer.from([0x81, 0xa1, 0x61]), Buffer.alloc(100_000, 0x91)])],
    ['a false length of a list', Buffer.from([0x81, 0xa1, 0x61, 0xdd, 255, 255, 255, 255])],
    ['a false length of a map', Buffer.from([0xdf, 255, 255, 255, 255])],
    ['bytes after the map', Buffer.concat([Buffer.from([0x80]), Buffer.alloc(1000)])],
    ['an extension type', Buffer.from([0x81, 0xa1, 0x61, 0xd4, 0x05, 0x00])],
    ['a key that is a number', Buffer.from([0x81, 0x05, 0xc0])],
    ['nothing', Buffer.alloc(0)],
  ])('refuses %s', (_, message) => {
    expect(() => decodeOpenpi(message)).toThrow(expect.objectContaining({ code: 'MESSAGE_CORRUPT' }));
  });

  it.each([
    ['objects', '|O', [2], 16, 'ARRAY_DTYPE'],
    ['complex numbers', '<c16', [1], 16, 'ARRAY_DTYPE'],
    ['records', '|V4', [1], 4, 'ARRAY_DTYPE'],
    ['an absurd shape', '<f8', [2 ** 40], 0, 'ARRAY_SHAPE'],
    ['a shape that overflows', '<f8', [2 ** 40, 2 ** 40, 2 ** 40], 0, 'ARRAY_SHAPE'],
    ['a negative axis', '|u1', [-1], 1, 'ARRAY_SHAPE'],
    ['too few bytes', '|u1', [224, 224, 3], 12, 'ARRAY_SHAPE'],
  ])('refuses an array of %s', (_, dtype, shape, size, code) => {
    const key = (text: string) => Buffer.from(text);
    const array = new Map<Buffer, unknown>([
      [key('__ndarray__'), true],
      [key('data'), Buffer.alloc(size)],
      [key('dtype'), dtype],
      [key('shape'), shape],
    ]);
    expect(() => decodeOpenpi(pack({ a: array }))).toThrow(expect.objectContaining({ code, at: 'a' }));
  });

  it('takes an array under text keys for a plain map, as Python does', () => {
    const { a } = decodeOpenpi(
      pack({ a: { __ndarray__: true, data: Buffer.alloc(1), dtype: '|u1', shape: [1] } }),
    );
    expect(isNdArray(a)).toBe(false);
  });

  it('takes a map that names itself an array for a map', () => {
    const look = { kind: 'array', dtype: '<f8', shape: 'no list', bytes: Buffer.alloc(8) };
    const { a, b } = decodeOpenpi(pack({ a: look, b: { kind: 'scalar', dtype: '<f8', value: 1 } }));
    expect([isNdArray(a), isNumpyScalar(b)]).toEqual([false, false]);
    expect(isValueMap(a) && a['kind']).toBe('array');
  });
});

describe.skipIf(!existsSync(goldens))("the founders' recordings (skipped where they are absent)", () => {
  const names = [
    'libero_request_8px',
    'libero_request_224px',
    'libero_request_vqa_list_8px',
    'libero_response',
  ];
  it.each([...names, 'libero_response_first_call', 'server_metadata_empty', 'dtypes'])(
    '%s, byte for byte',
    (name) => {
      const packed = readFileSync(`${goldens}/msgpack_${name}.bin`);
      expect(Buffer.compare(encodeOpenpi(decodeOpenpi(packed)), packed)).toBe(0);
    },
  );

  it('server_metadata, but for 0.0, which JavaScript does not tell from 0', () => {
    const packed = readFileSync(`${goldens}/msgpack_server_metadata.bin`);
    expect({ ...decodeOpenpi(packed) }).toEqual({ reset_pose: [0, -1.5], model: 'pi0_fast_libero' });
  });
});

describe("vla-eval's MessagePack", () => {
  it('gives back arrays, and knows the number of a message whose contents are damaged', () => {
    const states = createNdArray(Float64Array.of(1, 2));
    const message = openVlaEval(
      encodeVlaEval({ type: 'observation', seq: 7, timestamp: 0, payload: { states } }),
    );
    expect(message).toMatchObject({ type: 'observation', seq: 7 });
    expect(message.readPayload()).toEqual({ states });
    const damaged = { __ndarray__: true, data: Buffer.alloc(1), dtype: '|O', shape: [1] };
    const wrong = openVlaEval(
      pack({ type: 'observation', seq: 8, timestamp: 0, payload: { states: damaged } }),
    );
    expect(wrong.seq).toBe(8);
    expect(() => wrong.readPayload()).toThrow(expect.objectContaining({ code: 'ARRAY_DTYPE' }));
  });

  it('decodes PNG pictures and refuses damaged ones', async () => {
    const { default: sharp } = await import('sharp');
    const pixels = Uint8Array.from({ length: 4 * 3 * 3 }, (_, index) => index * 5);
    const png = await sharp(pixels, { raw: { width: 4, height: 3, channels: 3 } })
      .png()
      .toBuffer();
    const open = (data: Uint8Array) => {
      const picture = { __image__: true, format: 'png', data, shape: [3, 4, 3] };
      const message = pack({ type: 'observation', seq: 1, payload: { images: { agentview: picture } } });
      return decodePictures(openVlaEval(message).readPayload());
    };
    expect(await open(png)).toEqual({ images: { agentview: createNdArray(pixels, [3, 4, 3]) } });
    await expect(open(png.subarray(0, 30))).rejects.toMatchObject({ code: 'PICTURE_CORRUPT' });
  });
});

describe('json_numpy', () => {
  it('gives back arrays, nested or not', () => {
    fc.assert(
      fc.property(fc.float32Array(), fc.string(), (numbers, text) => {
        const value = {
          image: createNdArray(numbers),
          text,
          list: [createNdArray(Uint8Array.of(1, 2), [2, 1])],
        };
        expect(decodeJsonNumpy(encodeJsonNumpy(value))).toEqual(value);
      }),
    );
  });

  it.each([
    ['{"__numpy__": "@@@", "dtype": "|u1", "shape": [1]}', 'ARRAY_BASE64'],
    ['{"__numpy__": 5, "dtype": "|u1", "shape": [1]}', 'ARRAY_BASE64'],
    ['{"__numpy__": "AAAA", "dtype": "|u1", "shape": [9]}', 'ARRAY_SHAPE'],
    ['{"__numpy__": "AAAA", "dtype": "|u1"}', 'ARRAY_SHAPE'],
    ['{"__numpy__": "AAAA", "dtype": "object", "shape": [3]}', 'ARRAY_DTYPE'],
  ])('refuses %s', (text, code) => {
    expect(() => decodeJsonNumpy(text)).toThrow(expect.objectContaining({ code }));
  });
});
