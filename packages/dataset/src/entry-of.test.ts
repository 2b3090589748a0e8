import { expect, it } from 'vitest';
import { copyDataset } from './copy-dataset.js';
import type { EpisodeSource } from './episode.js';
import { openDataset, type SourceFormat, sourceFormats } from './open-dataset.js';
import {
  canEncodeApart,
  canHold,
  createEncoder,
  createWriter,
  type OutputFormat,
  outputFormats,
} from './writing/create-writer.js';

const source: EpisodeSource = {
  format: 'lerobot-v3.0',
  fps: 10,
  robotType: null,
  files: [],
  features: [{ name: 'state', type: 'float32', shape: [1], names: null }],
  episodes: [],
  omitted: [],
  open: () => Promise.reject(new RangeError('no episode')),
  close: async () => {},
};

it.each(['lerobot', 'toString', '__proto__'])(
  '%s is no format, and the error says which there are',
  async (name) => {
    const unknown = (names: readonly string[]) =>
      expect.objectContaining({
        code: 'FORMAT_UNKNOWN',
        at: 'format',
        fix: `give one of: ${names.join(', ')}`,
      });
    const format = name as OutputFormat;
    const options = { directory: 'none', fps: 10, robotType: null, features: [], cameras: [] };
    await expect(openDataset('.', name as SourceFormat)).rejects.toEqual(unknown(sourceFormats));
    await expect(createWriter(format, options)).rejects.toEqual(unknown(outputFormats));
    await expect(createEncoder(format, options)).rejects.toEqual(unknown(outputFormats));
    await expect(copyDataset(source, { format, directory: 'none' })).rejects.toEqual(unknown(outputFormats));
    expect(() => canEncodeApart(format)).toThrow(unknown(outputFormats));
    for (const feature of source.features)
      expect(() => canHold(format, feature)).toThrow(unknown(outputFormats));
  },
);
