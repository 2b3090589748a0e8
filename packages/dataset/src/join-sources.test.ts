import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Episode, EpisodeSource, Feature } from './episode.js';
import { joinSources } from './join-sources.js';
import { selectEpisodes } from './select-episodes.js';

/** A source of empty episodes that remembers whether it was closed. */
function source(name: string, length: number, change: Partial<EpisodeSource> = {}) {
  const closed: string[] = [];
  const episodes = Array.from({ length }, (_, index) => ({
    id: `${name}${index}`,
    instruction: 'lift the cup',
    length: 1,
    cameras: [],
  }));
  const made: EpisodeSource = {
    format: 'lerobot-v3.0',
    fps: 20,
    robotType: 'panda',
    files: [name],
    features: [{ name: 'state', type: 'float32', shape: [2], names: null }],
    episodes,
    omitted: ['nothing'],
    async open(index) {
      const summary = episodes[index];
      if (summary === undefined) throw new RangeError(`no episode ${index}`);
      return {
        ...summary,
        column: async () => [],
        pictures: async () => [],
        scene: async () => null,
      } as Episode;
    },
    close: async () => void closed.push(name),
    ...change,
  };
  return { made, closed };
}

const ids = async (joined: EpisodeSource) =>
  Promise.all(joined.episodes.map(async (_, index) => (await joined.open(index)).id));

describe('joinSources', () => {
  it('has the episodes of all sources in order, empty sources included', async () => {
    const joined = joinSources([source('a', 2).made, source('b', 0).made, source('c', 3).made]);
    expect(await ids(joined)).toEqual(['a0', 'a1', 'c0', 'c1', 'c2']);
    expect(joined).toMatchObject({ files: ['a', 'b', 'c'], omitted: ['nothing'] });
  });

  it('closes all of them', async () => {
    const [a, b] = [source('a', 1), source('b', 1)];
    await joinSources([a.made, b.made]).close();
    expect([...a.closed, ...b.closed]).toEqual(['a', 'b']);
  });

  it.each([
    { fps: 10 },
    { robotType: null },
    { format: 'lerobot-v2.1' },
    { features: [] },
    { features: [{ name: 'state', type: 'float32', shape: [3], names: null }] },
  ] as const)('refuses a source that differs, and names it: %o', (change) => {
    const joining = () => joinSources([source('a', 1).made, source('b', 1, change).made]);
    expect(joining).toThrow(expect.objectContaining({ code: 'SOURCES_DIFFER', at: 'b' }));
  });

  it('refuses to join nothing', () => {
    expect(() => joinSources([])).toThrow(expect.objectContaining({ code: 'SOURCES_DIFFER' }));
  });
});

describe('attachments of a join', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'join-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const features = ['state', 'subtask_index'].map(
    (name): Feature => ({ name, type: 'int64', shape: [1], names: null }),
  );

  /** A source with these files. */
  async function sourceWith(name: string, files: Readonly<Record<string, string>>): Promise<EpisodeSource> {
    const attachments = Object.keys(files).map((path) => ({ path, file: join(folder, name, path) }));
    for (const { path, file } of attachments) {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, files[path] ?? '');
    }
    return source(name, 1, { features, ...(attachments.length === 0 ? {} : { attachments }) }).made;
  }
  const namesOf = (joined: EpisodeSource) => joined.features.map(({ name }) => name);
  const [modality, subtasks] = ['meta/modality.json', 'meta/subtasks.parquet'] as const;

  it('are kept where they are the same in all', async () => {
    const files = { [modality]: '{}', [subtasks]: 'reach' };
    const [a, b] = [await sourceWith('a', files), await sourceWith('b', files)];
    const joined = joinSources([a, b]);
    expect(joined).toMatchObject({ attachments: a.attachments, omitted: ['nothing'] });
    expect(namesOf(joined)).toEqual(['state', 'subtask_index']);
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['are others', { [modality]: '{}', [subtasks]: 'lift' }],
    ['are missing', { [modality]: '{}' }],
  ])(
    'are left out where those of another %s, with what they explain, and that is said',
    async (_, others) => {
      const a = await sourceWith('a', { [modality]: '{}', [subtasks]: 'reach' });
      const b = await sourceWith('b', others);
      for (const sources of [
        [a, b],
        [b, a],
        [a, a, b],
      ]) {
        const joined = joinSources(sources);
        expect(joined.attachments?.map(({ path }) => path)).toEqual([modality]);
        expect(namesOf(joined)).toEqual(['state']);
        expect(joined.omitted).toEqual([
          'nothing',
          `${subtasks}: it is not the same in all sources of the join`,
          `subtask_index: the sources of the join differ in ${subtasks}, which explains it`,
        ]);
      }
    },
  );

  it('leave all columns where none is explained by them', async () => {
    const joined = joinSources([
      await sourceWith('a', { [modality]: '{}' }),
      await sourceWith('b', { [modality]: '{"state": {}}' }),
    ]);
    expect(joined).not.toHaveProperty('attachments');
    expect(namesOf(joined)).toEqual(['state', 'subtask_index']);
    expect(joined.omitted).toContain(`${modality}: it is not the same in all sources of the join`);
  });

  it('that are gone are an error', async () => {
    const [a, b] = [await sourceWith('a', { [modality]: '{}' }), await sourceWith('b', { [modality]: '{}' })];
    await rm(join(folder, 'b'), { recursive: true });
    expect(() => joinSources([a, b])).toThrow(expect.objectContaining({ code: 'DATASET_CORRUPT' }));
  });
});

describe('selectEpisodes', () => {
  it('has the episodes of the stretch, and no others', async () => {
    const selected = selectEpisodes(source('a', 5).made, 1, 3);
    expect(await ids(selected)).toEqual(['a1', 'a2']);
    await expect(selected.open(2)).rejects.toMatchObject({ code: 'EPISODE_MISSING' });
    await expect(selected.open(-1)).rejects.toMatchObject({ code: 'EPISODE_MISSING' });
  });

  it('refuses a stretch that the source does not have', () => {
    for (const [start, end] of [
      [0, 6],
      [3, 2],
      [-1, 2],
      [0.5, 2],
    ] as const) {
      const select = () => selectEpisodes(source('a', 5).made, start, end);
      expect(select).toThrow(expect.objectContaining({ code: 'EPISODE_MISSING' }));
    }
  });
});
