// npx tsx --conditions=@inspire-vla/source experiments/record-scenes.ts --out FOLDER --scenes 300 --seed 1
// Pictures of random things in random places with what is where: what a vision encoder learns before it learns to act.
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
    scenes: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    size: { type: 'string', default: '64' },
  },
});
if (values.out === undefined) throw new Error('give --out');
const [size, seed] = [Number(values.size), Number(values.seed)];
const random = createRandom(seed);
const pick = <Value>(list: readonly Value[]): Value => {
  const value = list[Math.floor(random() * list.length)];
  if (value === undefined) throw new Error('nothing to choose from');
  return value;
};

/** Starts of a scene, pictures per start, and ticks between them. */
const [starts, pictures, ticks] = [6, 6, 3];
const small = thingKinds.filter((kind) => kind !== 'cabinet' && kind !== 'stove');
const names = ['nothing', ...thingKinds.flatMap((kind) => colours.map((colour) => `${colour} ${kind}`))];

mkdirSync(values.out, { recursive: true });
const open = (name: string) => openSync(join(values.out ?? '', name), 'w');
const files = { pictures: open('pictures.bin'), classes: open('classes.bin') };
let frames = 0;
for (let number = 0; number < Number(values.scenes); number += 1) {
  const scene = randomScene(number);
  const world = await createWorld({ scene });
  for (let start = 0; start < starts; start += 1) photograph(world, scene, start);
  world.close();
}
for (const file of Object.values(files)) closeSync(file);
writeFileSync(
  join(values.out, 'header.json'),
  `${JSON.stringify({ frames, cameras: 2, size, classes: names })}\n`,
);
console.log(JSON.stringify({ scenes: Number(values.scenes), frames }));

/** Three to five things of any kind and colour. */
function randomScene(number: number): Scene {
  const things = Array.from({ length: 3 + Math.floor(3 * random()) }, (_, index) => {
    const [kind, colour] = [pick(small), pick(colours)];
    const region = { x: [-0.1, 0.18], y: [-0.26, 0.26], yaw: [-0.7, 0.7] } as const;
    return { name: `${colour}_${kind}_${index + 1}`, kind, colour, region };
  });
  return { id: `random-${seed}-${number}`, things };
}

/** Pictures along a walk of the hand, most of them close to the table. */
function photograph(world: World, scene: Scene, start: number): void {
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
    for (let tick = 0; tick < ticks; tick += 1)
      world.step([...move, 0, 0, random() - 0.5, random() < 0.5 ? 1 : -1]);
  }
}

/** "red box" of `red_box_1`. */
function nameOf(body: string): string {
  return body.replace(/_\d+$/, '').replaceAll('_', ' ');
}
