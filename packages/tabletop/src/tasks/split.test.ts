import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { InspireError } from '@inspire-vla/adapter';
import { describe, expect, it } from 'vitest';
import { parseSplit, seenSplit, seenTasks, unseenSplit, unseenTasks } from './split.js';
import { taskFamilies, unseenKinds } from './task.js';

const textOf = (name: string) => readFileSync(new URL(`./splits/${name}.json`, import.meta.url), 'utf8');

describe('the splits', () => {
  it('are the ones that figures were measured on', () => {
    // A change of these is a new version of the splits: figures before and after cannot be compared.
    expect(seenSplit.checksum).toBe('4448ef0abe2900df58f745969f7f9fb1729c39f7b139ceac101735c1b54139f8');
    expect(unseenSplit.checksum).toBe('6796a43cb32c3c127df13cf5631c64c818a296829c568621387b018a0aab67bd');
    for (const name of ['seen', 'unseen']) {
      const { checksum, ...body } = JSON.parse(textOf(name)) as { checksum: string };
      expect(createHash('sha256').update(JSON.stringify(body)).digest('hex')).toBe(checksum);
    }
  });

  it('hold at least thirty tasks of all families, and unseen tasks of all four kinds', () => {
    expect(seenTasks.length).toBeGreaterThanOrEqual(30);
    expect(new Set(seenTasks.map(({ family }) => family))).toEqual(new Set(taskFamilies));
    expect(new Set(unseenTasks.map(({ kind }) => kind))).toEqual(new Set(unseenKinds));
    const ids = [...seenTasks, ...unseenTasks].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('ask for few things in each training scene, so that the picture gives the instruction away', () => {
    const counts = new Map<string, number>();
    for (const { scene } of seenTasks) counts.set(scene.id, (counts.get(scene.id) ?? 0) + 1);
    expect(Math.max(...counts.values())).toBe(2);
  });

  it('keep what is unseen apart from what is seen', () => {
    const pairs = new Set(
      seenTasks.flatMap(({ scene }) => scene.things.map(({ colour, kind }) => `${colour} ${kind}`)),
    );
    for (const { kind, scene, goals, instruction } of unseenTasks) {
      const asked = seenTasks.filter((seen) => seen.instruction === instruction);
      if (kind === 'arrangement') expect(asked.some((seen) => seen.scene.id !== scene.id)).toBe(true);
      else expect(asked).toEqual([]);
      if (kind !== 'pairing') continue;
      for (const goal of goals) {
        const thing = scene.things.find(({ name }) => name === goal.object);
        expect(pairs.has(`${thing?.colour} ${thing?.kind}`)).toBe(false);
      }
    }
  });

  it('are refused where a file was changed, or is none', async () => {
    expect((await parseSplit(textOf('seen'))).tasks).toEqual(seenTasks);
    for (const text of [
      textOf('seen').replace('put the red box', 'put the red cup'),
      '{',
      '[]',
      '{"tasks":[]}',
    ]) {
      const error = await parseSplit(text).catch((reason: unknown) => reason);
      expect(InspireError.isInstance(error) && error.code).toBe('SPLIT_INVALID');
    }
  });
});
