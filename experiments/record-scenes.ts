// npx tsx --conditions=@inspire-vla/source experiments/record-scenes.ts --out FOLDER --scenes 300 --seeds 1
// Pictures of random things in random places with what is where: what a model learns to find before it learns to act.
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { InspireError } from '@inspire-vla/adapter';
import { createRandom } from '@inspire-vla/adapter/run';
import {
  colours,
  createRenderer,
  createWorld,
  type Scene,
  sampleLayout,
  thingKinds,
  type World,
} from '@inspire-vla/tabletop';

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    /** Per seed. */
    scenes: { type: 'string', default: '300' },
    /** Separated by commas. */
    seeds: { type: 'string', default: '1' },
    /** Arrangements of a scene's things. */
    starts: { type: 'string', default: '6' },
    /** Of a start. */
    pictures: { type: 'string', default: '6' },
    /** Between two pictures. */
    ticks: { type: 'string', default: '3' },
    size: { type: 'string', default: '64' },
  },
});
if (values.out === undefined) throw new Error('give --out');
const [size, starts, pictures] = [Number(values.size), Number(values.starts), Number(values.pictures)];
const small = thingKinds.filter((kind) => kind !== 'cabinet' && kind !== 'stove');
const names = ['nothing', ...thingKinds.flatMap((kind) => colours.map((colour) => `${colour} ${kind}`))];

mkdirSync(values.out, { recursive: true });
const open = (name: string) => openSync(join(values.out ?? '', name), 'w');
const files = { pictures: open('pictures.bin'), classes: open('classes.bin') };
let frames = 0;
for (const seed of values.seeds.split(',')) {
  const random = createRandom(Number(seed));
  for (let number = 0; number < Number(values.scenes); number += 1) {
    const scene = randomScene(`random-${seed}-${number}`, random);
    const world = await createWorld({ scene });
    for (let start = 0; start < starts; start += 1) photograph(world, scene, start, random);
    world.close();
  }
}
for (const file of Object.values(files)) closeSync(file);
writeFileSync(
  join(values.out, 'header.json'),
  `${JSON.stringify({ frames, cameras: 2, size, classes: names })}\n`,
);
console.log(JSON.stringify({ frames }));

/** Three to five things of any kind and colour. */
function randomScene(id: string, random: () => number): Scene {
  const things = Array.from({ length: 3 + Math.floor(3 * random()) }, (_, index) => {
    const [kind, colour] = [pick(small, random), pick(colours, random)];
    const region = { x: [-0.1, 0.18], y: [-0.26, 0.26], yaw: [-0.7, 0.7] } as const;
    return { name: `${colour}_${kind}_${index + 1}`, kind, colour, region };
  });
  return { id, things };
}

function pick<Value>(list: readonly Value[], random: () => number): Value {
  const value = list[Math.floor(random() * list.length)];
  if (value === undefined) throw new Error('nothing to choose from');
  return value;
}

/** Pictures along a walk of the hand, most of them close to the table. */
function photograph(world: World, scene: Scene, start: number, random: () => number): void {
  let layout: ReturnType<typeof sampleLayout>;
  try {
    layout = sampleLayout(scene, start, { hand: 'anywhere' });
  } catch (error) {
    if (InspireError.isInstance(error) && error.code === 'SCENE_CROWDED') return;
    throw error;
  }
  world.reset(layout);
  const renderer = createRenderer({ geometry: world.geometry, size });
  const classOf = world.geometry.objects.map((name) => Math.max(0, names.indexOf(nameOf(name))));
  for (let picture = 0; picture < pictures; picture += 1) {
    for (const camera of world.cameras) {
      writeSync(files.pictures, renderer.render(world.pose(), camera, world.handPose()).bytes);
      const { objects } = renderer.scan(world.pose(), camera, world.handPose());
      writeSync(
        files.classes,
        Uint8Array.from(objects, (id) => classOf[id] ?? 0),
      );
    }
    frames += 1;
    const move = [0, 1, 2].map((axis) => 2 * random() - (axis === 2 ? 1.5 : 1));
    for (let tick = 0; tick < Number(values.ticks); tick += 1)
      world.step([...move, 0, 0, random() - 0.5, random() < 0.5 ? 1 : -1]);
  }
}

/** "red box" of `red_box_1`. */
function nameOf(body: string): string {
  return body.replace(/_\d+$/, '').replaceAll('_', ' ');
}
