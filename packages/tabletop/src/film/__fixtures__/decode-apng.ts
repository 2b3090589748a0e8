import { crc32 } from 'node:zlib';
import { decode } from 'fast-png';

interface Chunk {
  readonly name: string;
  readonly data: Buffer;
}

function chunksOf(file: Buffer): readonly Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    const body = file.subarray(at + 4, at + 8 + length);
    if (file.readUInt32BE(at + 8 + length) !== crc32(body)) throw new Error(`wrong checksum at ${at}`);
    chunks.push({ name: body.subarray(0, 4).toString(), data: body.subarray(4) });
    at += 12 + length;
  }
  return chunks;
}

/** A file of one still picture, which fast-png reads; it does not know transparent colours in animations. */
function still(header: Buffer, width: number, height: number, data: Buffer): Buffer {
  const size = Buffer.from(header);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  const parts = [
    ['IHDR', size],
    ['IDAT', data],
    ['IEND', Buffer.alloc(0)],
  ] as const;
  const written = parts.map(([name, content]) => {
    const body = Buffer.concat([Buffer.from(name), content]);
    const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(content.length);
    checksum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, checksum]);
  });
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...written]);
}

/** Frames of an animated PNG as a viewer shows them, RGB, by the rules of the PNG specification's third edition. */
export function decodeApng(bytes: Uint8Array): readonly Uint8Array[] {
  const chunks = chunksOf(Buffer.from(bytes));
  const header = chunks.find(({ name }) => name === 'IHDR')?.data ?? Buffer.alloc(13);
  const nothing = chunks.find(({ name }) => name === 'tRNS')?.data ?? Buffer.alloc(0);
  const canvas = new Uint8Array(header.readUInt32BE(0) * header.readUInt32BE(4) * 3);
  const frames: Uint8Array[] = [];
  let control = Buffer.alloc(26);
  for (const { name, data } of chunks) {
    if (name === 'fcTL') control = Buffer.from(data);
    if (name !== 'IDAT' && name !== 'fdAT') continue;
    const [width = 0, height = 0, x = 0, y = 0] = [4, 8, 12, 16].map((at) => control.readUInt32BE(at));
    const pixels = decode(still(header, width, height, name === 'IDAT' ? data : data.subarray(4))).data;
    for (let pixel = 0; pixel < width * height; pixel += 1) {
      const colour = Array.from(pixels.slice(pixel * 3, pixel * 3 + 3));
      const isOver = control[25] === 1;
      const isNothing = isOver && colour.every((value, channel) => value === nothing.readUInt16BE(2 * channel));
      const to = (y + Math.floor(pixel / width)) * header.readUInt32BE(0) + x + (pixel % width);
      if (!isNothing) canvas.set(colour, to * 3);
    }
    frames.push(canvas.slice());
  }
  return frames;
}
