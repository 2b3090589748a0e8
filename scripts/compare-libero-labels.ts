// Compares direction-1d labels of original LIBERO demonstrations (positions computed, grasps inferred) with those of
// the regenerated ones (recorded by the simulator in a replay), on the frames that both have, for every body that is
// not the robot's. Every difference is given a cause, which docs/libero-original.md explains:
//
//   contact  one says grasped, the other does not
//   replay   the replay's own state, put through our kinematics, has the recorded label: robot or object were elsewhere
//   lag      it has not: the recorded positions are a physics step older than the state
//   fixture  it has not, since the replay put the fixture elsewhere, by more than 3 mm
//
//   npx tsx --conditions=@inspire-vla/source scripts/compare-libero-labels.ts ORIGINAL REGENERATED [--differences]
//
// ORIGINAL and REGENERATED are folders with files of the same names.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  bodyPoses,
  type KinematicModel,
  openDataset,
  readKinematicModel,
  type Scene,
  sitePositions,
} from '../packages/dataset/src/index.js';
import { openHdf5 } from '../packages/dataset/src/libero-hdf5/hdf5-file.js';
import { createHdf5Library } from '../packages/dataset/src/libero-hdf5/hdf5-library.js';
import { createLabeler } from '../packages/direction-labeler/src/index.js';

const [original = '', regenerated = '', flag] = process.argv.slice(2);
const labeler = createLabeler();
const robot = /^(robot|gripper|mount)\d|^world$/;
const library = createHdf5Library();
const totals = new Map<string, Map<string, number>>();

function labelsOf(relations: Float64Array, grasped: Uint8Array | null): readonly string[] {
  const codes = labeler.labelRelations({ relations, grasped });
  return Array.from(codes, (code) => labeler.vocabulary.answers[code] ?? '');
}

/** Relations of a body by our kinematics, from the model of the original and the states of the replay. */
function replayedRelation(model: KinematicModel, states: Float64Array, body: string): Float64Array {
  const width = 1 + model.positionCount + model.velocityCount;
  const poses = bodyPoses(model, { values: states, width, offset: 1 });
  const site = model.sites.find(({ name }) => name.endsWith('grip_site'));
  if (site === undefined) throw new Error('the model has no grip site');
  const grips = sitePositions(model, poses, site);
  const index = model.bodies.findIndex(({ name }) => name === body);
  return grips.map((grip, at) => {
    const frame = Math.floor(at / 3);
    return (poses.positions[(frame * model.bodies.length + index) * 3 + (at % 3)] ?? 0) - grip;
  });
}

interface Pair {
  readonly id: string;
  readonly frames: Int32Array;
  readonly computed: Scene;
  readonly recorded: Scene;
  readonly model: KinematicModel;
  readonly replayStates: Float64Array;
}

function compare(pair: Pair): void {
  const { computed, recorded, model, replayStates } = pair;
  const free = new Set(
    model.bodies.filter(({ joints }) => joints.some(({ type }) => type === 'free')).map(({ name }) => name),
  );
  for (const body of computed.bodies) {
    if (robot.test(body) || !recorded.bodies.includes(body)) continue;
    const mine = labelsOf(computed.relation(body), computed.grasped(body));
    const theirs = labelsOf(recorded.relation(body), recorded.grasped(body));
    const relation = replayedRelation(model, replayStates, body);
    const replayed = labelsOf(relation, null);
    const there = recorded.relation(body);
    const counts = totals.get(free.has(body) ? 'free objects' : 'fixtures') ?? new Map<string, number>();
    totals.set(free.has(body) ? 'free objects' : 'fixtures', counts);
    mine.forEach((label, frame) => {
      const cause = causeOf(
        label,
        theirs[frame],
        replayed[frame],
        free.has(body) ? 0 : distance(relation, there, frame),
      );
      counts.set(cause, (counts.get(cause) ?? 0) + 1);
      // Contacts are no matter of kinematics.
      if (theirs[frame] !== 'grasped') {
        const isSame = replayed[frame] === theirs[frame] ? 'same states, equal' : 'same states, different';
        counts.set(isSame, (counts.get(isSame) ?? 0) + 1);
      }
      if (cause !== 'equal' && flag === '--differences')
        print(pair, body, frame, cause, label, theirs[frame]);
    });
  }
}

function causeOf(
  mine: string,
  theirs: string | undefined,
  replayed: string | undefined,
  apart: number,
): string {
  if (mine === theirs) return 'equal';
  if (mine === 'grasped' || theirs === 'grasped') return 'contact';
  if (replayed === theirs) return 'replay';
  return apart < 0.003 ? 'lag' : 'fixture';
}

function distance(one: Float64Array, other: Float64Array, frame: number): number {
  const at = [0, 1, 2].map((axis) => frame * 3 + axis);
  return Math.hypot(...at.map((index) => (one[index] ?? 0) - (other[index] ?? 0)));
}

function print(
  { id, frames, computed, recorded }: Pair,
  body: string,
  frame: number,
  cause: string,
  ...labels: unknown[]
) {
  const show = (scene: Scene) =>
    [...scene.relation(body).subarray(frame * 3, frame * 3 + 3)].map((value) => value.toFixed(4)).join(' ');
  const [mine, theirs] = labels;
  const place = `${id} step ${frames[frame]} ${body}`;
  console.log(`${cause}: ${place}: ${mine} (${show(computed)}), replay ${theirs} (${show(recorded)})`);
}

for (const file of readdirSync(original).filter((name) => name.endsWith('.hdf5'))) {
  const one = await openDataset(join(original, file), 'libero-hdf5', { noOps: 'drop' });
  const other = await openDataset(join(regenerated, file), 'libero-hdf5');
  const originalFile = await openHdf5(library, join(original, file));
  const regeneratedFile = await openHdf5(library, join(regenerated, file));
  for (const [index, { id, length }] of one.episodes.entries()) {
    const [mine, theirs] = [await one.open(index), await other.open(index)];
    if (mine.length !== theirs.length) throw new Error(`${id}: ${mine.length} and ${theirs.length} frames`);
    const group = `data/${id.split('#')[1]}`;
    const [computed, recorded] = [await mine.scene(), await theirs.scene()];
    if (computed === null || recorded === null) throw new Error(`${id}: no positions`);
    compare({
      id,
      computed,
      recorded,
      frames: (await mine.column('original_frame')) as Int32Array,
      model: readKinematicModel(String((await originalFile.attributes(group)).get('model_file'))),
      replayStates: Float64Array.from(await regeneratedFile.readNumbers(`${group}/states`, 0, length)),
    });
  }
  await Promise.all([one.close(), other.close()]);
}
await library.close();
for (const [kind, counts] of totals) {
  const share = (equal: string, ...others: readonly string[]) => {
    const count = counts.get(equal) ?? 0;
    const all = others.reduce((sum, other) => sum + (counts.get(other) ?? 0), count);
    return `${((100 * count) / all).toFixed(3)} % of ${all}`;
  };
  const causes = [...counts].filter(([cause]) => !/^(equal|same)/.test(cause));
  console.log(`${kind}: ${share('equal', ...causes.map(([cause]) => cause))} of the labels are equal`);
  console.log(`  differences: ${causes.map(([cause, count]) => `${cause} ${count}`).join(', ') || 'none'}`);
  const kinematics = share('same states, equal', 'same states, different');
  console.log(`  kinematics of the replay's own states: ${kinematics} equal to what it recorded`);
}
