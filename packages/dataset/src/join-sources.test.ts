import { describe, expect, it } from 'vitest';
import type { Episode, EpisodeSource } from './episode.js';
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
    const join = () => joinSources([source('a', 1).made, source('b', 1, change).made]);
    expect(join).toThrow(expect.objectContaining({ code: 'SOURCES_DIFFER', at: 'b' }));
  });

  it('refuses to join nothing', () => {
    expect(() => joinSources([])).toThrow(expect.objectContaining({ code: 'SOURCES_DIFFER' }));
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
