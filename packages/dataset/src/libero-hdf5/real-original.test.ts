import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Episode, Scene } from '../episode.js';
import { openDataset } from '../open-dataset.js';

/** Demonstrations recorded in LIBERO itself, with what the simulator says of them; others' material, not ours to copy. */
const shared = fileURLToPath(new URL('../../../../../shared/data/libero', import.meta.url));
const original = join(shared, 'original');
const isAbsent = !existsSync(original);
const files = isAbsent ? [] : readdirSync(original).filter((name) => name.endsWith('.hdf5'));

interface Truth {
  readonly grip_site: readonly (readonly number[])[];
  readonly gripper_to_obj: Readonly<Record<string, readonly (readonly number[])[]>>;
  readonly is_grasp: Readonly<Record<string, readonly boolean[]>>;
}

async function scenesOf(file: string): Promise<readonly { truth: Truth; scene: Scene; episode: Episode }[]> {
  const text = readFileSync(join(original, file.replace('_demo.hdf5', '_kinematics.json')), 'utf8');
  const { demos } = JSON.parse(text) as { readonly demos: Readonly<Record<string, Truth>> };
  const source = await openDataset(join(original, file));
  const scenes = [];
  for (const [index, { id }] of source.episodes.entries()) {
    const episode = await source.open(index);
    const truth = demos[id.split('#')[1] ?? ''];
    const scene = await episode.scene();
    if (truth === undefined || scene === null) throw new Error(`${id} has no scene`);
    scenes.push({ truth, scene, episode });
  }
  await source.close();
  return scenes;
}

const changes = (flags: ArrayLike<number>) => {
  const list = Array.from(flags);
  return list.filter((flag, index) => flag === 1 && list[index - 1] !== 1).length;
};

describe.skipIf(isAbsent)(
  'original demonstrations recorded in LIBERO (skipped: ../shared/data/libero is absent)',
  () => {
    it.each(files)(
      'has every body within a micrometre of the recorded place at every frame: %s',
      async (file) => {
        for (const { truth, scene } of await scenesOf(file)) {
          const bodies = Object.entries(truth.gripper_to_obj);
          expect([...scene.bodies].sort()).toEqual(bodies.map(([body]) => body).sort());
          for (const [body, rows] of bodies) {
            const expected = rows.flat();
            const relation = scene.relation(body);
            expect(relation).toHaveLength(expected.length);
            const error = Math.max(
              ...expected.map((value, index) => Math.abs(value - (relation[index] ?? 9))),
            );
            expect(error, body).toBeLessThan(1e-6);
          }
        }
      },
    );

    it.each(files)('infers every grasp once, equal to the contacts at 98 of 100 frames: %s', async (file) => {
      for (const { truth, scene, episode } of await scenesOf(file)) {
        for (const [object, contacts] of Object.entries(truth.is_grasp)) {
          const body = scene.bodies.find((name) => name === `${object}_main`) ?? '';
          const flags = scene.grasped(body) ?? new Uint8Array();
          expect(flags).toHaveLength(episode.length);
          const agreeing = contacts.filter((contact, frame) => contact === (flags[frame] === 1)).length;
          expect(agreeing / contacts.length, body).toBeGreaterThanOrEqual(0.98);
          expect(changes(flags), body).toBe(changes(contacts.map(Number)));
        }
      }
    });

    it.each(files)(
      'keeps the frames and actions that the regenerated file has, when no-ops are dropped: %s',
      async (file) => {
        const one = await openDataset(join(original, file), undefined, { noOps: 'drop' });
        const other = await openDataset(join(shared, 'regenerated', file));
        for (const index of one.episodes.keys()) {
          const [mine, theirs] = [await one.open(index), await other.open(index)];
          expect(await mine.column('actions')).toEqual(await theirs.column('actions'));
          expect(await mine.column('next.done')).toEqual(await theirs.column('next.done'));
          // The replay is millimetres elsewhere; an observation of the wrong step would be further away.
          const [here, there] = [await mine.column('state'), await theirs.column('state')];
          const apart = (shift: number) => {
            const distances = Array.from({ length: mine.length - 1 }, (_, frame) =>
              Math.hypot(
                ...[0, 1, 2].map(
                  (axis) => Number(here[(frame + shift) * 8 + axis]) - Number(there[frame * 8 + axis]),
                ),
              ),
            );
            return distances.reduce((sum, distance) => sum + distance, 0) / distances.length;
          };
          expect(apart(0)).toBeLessThan(0.005);
          expect(apart(1)).toBeGreaterThan(1.2 * apart(0));
        }
        await Promise.all([one.close(), other.close()]);
      },
    );

    it('says of no body of the robot whether it is held', async () => {
      const [first] = await scenesOf(files[0] ?? '');
      expect(first?.scene.grasped('gripper0_eef')).toBeNull();
    });
  },
);
