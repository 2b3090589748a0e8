import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seenSplit, unseenSplit } from '@inspire-vla/tabletop';
import { describe, expect, it, onTestFinished } from 'vitest';
import { chooseTasks, loadSplit } from './choose-tasks.js';

describe('chooseTasks', () => {
  it('takes families, kinds, scenes and ids, each task once', () => {
    const idsOf = (names: string) => chooseTasks(unseenSplit, names).map(({ id }) => id);
    expect(idsOf('button, stove-1')).toEqual([...new Set([...idsOf('button'), ...idsOf('stove-1')])]);
    expect(idsOf('pairing')).toHaveLength(10);
  });

  it('names the families, kinds and scenes that there are before the tasks, and the option that was given', () => {
    expect(() => chooseTasks(unseenSplit, 'stove', '--task')).toThrow(
      expect.objectContaining({
        code: 'TASK_UNKNOWN',
        at: '--task',
        message: expect.stringContaining('"stove"'),
        fix: expect.stringMatching(
          /^name one of the families put-on, .*; the kinds task, .*; the scenes kitchen-1, .*stove-1.*; the tasks kitchen-1\//,
        ),
      }),
    );
    expect(() => chooseTasks(seenSplit, 'task')).toThrow(
      expect.objectContaining({ at: '--tasks', fix: expect.not.stringContaining('kinds') }),
    );
  });
});

it('a file that is no split is named', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'split-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'split.json');
  await writeFile(file, '{"a": 1}\n{"b": 2}\n');
  await expect(loadSplit(file)).rejects.toMatchObject({ code: 'SPLIT_INVALID', at: file });
  await writeFile(file, JSON.stringify({ name: 'own', version: 'x' }));
  await expect(loadSplit(file)).rejects.toMatchObject({ at: expect.stringContaining(`${file}, `) });
});
