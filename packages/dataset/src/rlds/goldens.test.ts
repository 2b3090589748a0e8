import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { EpisodeSource } from '../episode.js';
import { openDataset } from '../open-dataset.js';
import { digestOf, goldenPath, readExpected } from './__fixtures__/goldens.js';

interface ExpectedPicture {
  readonly jpeg_sha256: string;
}

interface LiberoExpected {
  readonly splits: {
    readonly train: readonly {
      readonly file_path: string;
      readonly steps: readonly {
        readonly image: ExpectedPicture;
        readonly wrist_image: ExpectedPicture;
        readonly state: readonly number[];
        readonly action: readonly number[];
        readonly reward: number;
        readonly discount: number;
        readonly is_first: boolean;
        readonly is_last: boolean;
        readonly is_terminal: boolean;
        readonly language_instruction: string;
      }[];
    }[];
  };
}

interface BridgeExpected {
  readonly episodes: readonly {
    readonly features: Readonly<
      Record<string, { kind: string; count: number; values: readonly (number | string)[] }>
    >;
  }[];
}

async function digests(source: EpisodeSource, index: number, camera: string): Promise<readonly string[]> {
  const episode = await source.open(index);
  const pictures = await episode.pictures(camera, 0, episode.length);
  return pictures.map(({ bytes }) => digestOf(bytes));
}

async function numbers(source: EpisodeSource, index: number, name: string): Promise<readonly unknown[]> {
  return Array.from<unknown>(await (await source.open(index)).column(name));
}

// Skipped outside the founders' workplace: tensorflow-datasets wrote the datasets, and they are not committed here.
// The twins of these tests on datasets of our own are in open.test.ts and writer.test.ts.
describe.skipIf(!existsSync(goldenPath('rlds_libero_3eps')))(
  'a dataset that tensorflow-datasets wrote',
  () => {
    it('is read, every value: LIBERO', async () => {
      const expected = readExpected<LiberoExpected>('rlds_libero_3eps').splits.train;
      const source = await openDataset(goldenPath('rlds_libero_3eps'));
      expect(source).toMatchObject({ format: 'rlds', fps: 20, robotType: 'panda', omitted: [] });
      expect(source.episodes.map(({ length }) => length)).toEqual(expected.map(({ steps }) => steps.length));
      expect(expected).toHaveLength(3);
      for (const [index, { file_path, steps }] of expected.entries()) {
        const { instruction, cameras } = source.episodes[index] ?? {};
        expect(instruction).toBe(steps[0]?.language_instruction);
        expect(cameras).toEqual(['image', 'wrist_image'].map((name) => ({ name, width: 64, height: 64 })));
        expect(new Set(await numbers(source, index, 'episode_metadata.file_path'))).toEqual(
          new Set([file_path]),
        );
        const columns = {
          state: steps.flatMap(({ state }) => state),
          actions: steps.flatMap(({ action }) => action),
          'next.reward': steps.map(({ reward }) => reward),
          discount: steps.map(({ discount }) => discount),
          is_first: steps.map(({ is_first }) => Number(is_first)),
          is_last: steps.map(({ is_last }) => Number(is_last)),
          is_terminal: steps.map(({ is_terminal }) => Number(is_terminal)),
          language_instruction: steps.map(({ language_instruction }) => language_instruction),
        };
        for (const [name, values] of Object.entries(columns)) {
          expect(await numbers(source, index, name)).toEqual(values);
        }
        for (const camera of ['image', 'wrist_image'] as const) {
          expect(await digests(source, index, camera)).toEqual(steps.map((step) => step[camera].jpeg_sha256));
        }
      }
      await source.close();
    });

    it('is read, every value: BridgeData', async () => {
      const { episodes } = readExpected<BridgeExpected>('rlds_bridge_2eps');
      const source = await openDataset(goldenPath('rlds_bridge_2eps'));
      expect(source).toMatchObject({ format: 'rlds', fps: 5, robotType: 'widowx', omitted: [] });
      expect(source.episodes).toHaveLength(2);
      const keyOf = (name: string) => {
        const plain =
          { actions: 'action', 'next.reward': 'reward', state: 'observation/state' }[name] ?? name;
        return name.startsWith('episode_metadata.') ? name.replace('.', '/') : `steps/${plain}`;
      };
      for (const [index, { features }] of episodes.entries()) {
        const { length, cameras } = source.episodes[index] ?? { length: 0, cameras: [] };
        const compared = new Set<string>();
        for (const { name } of source.features) {
          const recorded = features[keyOf(name)];
          const isPerEpisode = name.startsWith('episode_metadata.');
          const read = await numbers(source, index, name);
          expect(read).toHaveLength((recorded?.count ?? Number.NaN) * (isPerEpisode ? length : 1));
          // The recording keeps only the first values of the embeddings.
          const values = read
            .slice(0, recorded?.values.length)
            .map((value) => (typeof value === 'bigint' ? Number(value) : value));
          expect(values, name).toEqual(recorded?.values);
          compared.add(keyOf(name));
        }
        for (const { name } of cameras) {
          const key = `steps/observation/${name}`;
          expect(await digests(source, index, name)).toEqual(features[key]?.values);
          compared.add(key);
        }
        expect([...compared].sort()).toEqual(Object.keys(features).sort());
      }
      await source.close();
    });
  },
);
