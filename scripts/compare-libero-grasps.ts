// Compares positions and inferred grasps of original LIBERO demonstrations with what the simulator says of them.
//
//   npx tsx --conditions=@inspire-vla/source scripts/compare-libero-grasps.ts FOLDER…
//
// A FOLDER is what scripts/record-libero.py has written: <task>_demo.hdf5 and <task>_truth.json.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDataset, type Scene } from '../packages/dataset/src/index.js';

interface Truth {
  readonly is_grasp: Readonly<Record<string, readonly boolean[]>>;
  /** Body − grip site, metres [frames][3]. */
  readonly gripper_to_obj: Readonly<Record<string, readonly (readonly number[])[]>>;
}

const totals = {
  demonstrations: 0,
  frames: 0,
  agreeing: 0,
  poor: 0,
  contacts: 0,
  found: 0,
  invented: 0,
  farthest: 0,
};

/** Frames [start, end) in which flags are set. */
function stretches(flags: ArrayLike<number>): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  for (let frame = 0; frame < flags.length; frame += 1) {
    const last = found.at(-1);
    if (flags[frame] !== 1) continue;
    if (last?.[1] === frame) last[1] += 1;
    else found.push([frame, frame + 1]);
  }
  return found;
}

/** Contacts that flicker are one grasp, and those of a few frames are none: a touch on the way. */
function graspsOf(flags: ArrayLike<number>): readonly (readonly [number, number])[] {
  const [longestGap, shortest] = [3, 5];
  const joined: [number, number][] = [];
  for (const [start, end] of stretches(flags)) {
    const last = joined.at(-1);
    if (last !== undefined && start - last[1] <= longestGap) last[1] = end;
    else joined.push([start, end]);
  }
  return joined.filter(([start, end]) => end - start >= shortest);
}

const meet = ([start, end]: readonly [number, number], list: readonly (readonly [number, number])[]) =>
  list.some(([other, otherEnd]) => start < otherEnd && other < end);

function compareGrasps(id: string, scene: Scene, truth: Truth): void {
  for (const [object, contacts] of Object.entries(truth.is_grasp)) {
    const body = scene.bodies.find((name) => name === `${object}_main`) ?? object;
    const flags = scene.grasped(body) ?? new Uint8Array(contacts.length);
    const wanted = contacts.map(Number);
    const agreeing = wanted.filter((flag, frame) => flag === flags[frame]).length;
    const [theirs, ours] = [graspsOf(wanted), graspsOf(flags)];
    totals.frames += contacts.length;
    totals.agreeing += agreeing;
    totals.contacts += theirs.length;
    totals.found += theirs.filter((one) => meet(one, ours)).length;
    totals.invented += ours.filter((one) => !meet(one, stretches(wanted))).length;
    const isPoor = agreeing < 0.98 * contacts.length;
    totals.poor += Number(isPoor);
    if (!isPoor) continue;
    const write = (list: readonly (readonly [number, number])[]) =>
      list.map((one) => one.join('–')).join(' ') || 'never';
    const share = `${contacts.length - agreeing} of ${contacts.length} frames differ`;
    console.log(
      `${id} ${object}: ${share}; contacts ${write(stretches(wanted))}, inferred ${write(stretches(flags))}`,
    );
  }
}

function comparePlaces(scene: Scene, truth: Truth): void {
  for (const [body, rows] of Object.entries(truth.gripper_to_obj)) {
    const relation = scene.relation(body);
    rows.flat().forEach((value, index) => {
      totals.farthest = Math.max(
        totals.farthest,
        Math.abs(value - (relation[index] ?? Number.POSITIVE_INFINITY)),
      );
    });
  }
}

for (const folder of process.argv.slice(2))
  for (const name of readdirSync(folder).filter((file) => file.endsWith('_truth.json'))) {
    const truths: Readonly<Record<string, Truth>> = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    const source = await openDataset(join(folder, name.replace('_truth.json', '_demo.hdf5')));
    for (const [index, { id }] of source.episodes.entries()) {
      const scene = await (await source.open(index)).scene();
      const truth = truths[id.split('#')[1] ?? ''];
      if (scene === null || truth === undefined) throw new Error(`${id} has no scene or no truth`);
      totals.demonstrations += 1;
      compareGrasps(id, scene, truth);
      comparePlaces(scene, truth);
    }
    await source.close();
  }
console.log(
  `${totals.demonstrations} demonstrations, places at most ${totals.farthest.toExponential(1)} m apart`,
);
console.log(
  `${totals.frames} flags of things, ${((100 * totals.agreeing) / totals.frames).toFixed(2)} % equal; ` +
    `${totals.poor} things of a demonstration below 98 %`,
);
console.log(`${totals.found} of ${totals.contacts} grasps found, ${totals.invented} invented`);
