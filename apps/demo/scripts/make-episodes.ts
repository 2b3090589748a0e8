/**
 * Makes the episodes of the demo: scripted motions in the regenerated LIBERO layout, with rendered pictures.
 *
 * Everything follows from the tasks, so a second run gives the same files.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as h5wasm from 'h5wasm/node';
import { render, type Vector } from './render.js';
import { agentView, solidsOf, type Task, tasks, wristView } from './scene.js';

const size = 64;
const output = fileURLToPath(new URL('../episodes', import.meta.url));

interface Frame {
  readonly hand: Vector;
  readonly action: readonly number[];
  readonly width: number;
  readonly isHeld: boolean;
  readonly positions: readonly Vector[];
}

/** Moves the hand along the way points; what it carries keeps its place in the hand. */
function simulate({ objects, moved, waypoints }: Task): readonly Frame[] {
  const frames: Frame[] = [];
  let positions = objects.map(({ start }) => start);
  let hand = waypoints[0]?.at ?? [0, 0, 1];
  let width = waypoints[0]?.isClosed === true ? 0.001 : 0.04;
  for (const { at, isClosed, steps, carries } of waypoints) {
    const from = hand;
    for (let step = 1; step <= steps; step += 1) {
      const next = mix(from, at, step / steps);
      const shift: Vector = [next[0] - hand[0], next[1] - hand[1], next[2] - hand[2]];
      // LIBERO's actions are shares of 5 cm per step; the gripper is -1 open, +1 closed.
      const action = [...shift.map((value) => value / 0.05), 0, 0, 0, isClosed ? 1 : -1];
      frames.push({
        hand,
        action,
        width,
        isHeld: carries && isClosed && objects[moved]?.kind === 'cylinder',
        positions,
      });
      if (carries)
        positions = positions.map((place, index) =>
          index === moved
            ? mix(place, [place[0] + shift[0], place[1] + shift[1], place[2] + shift[2]], 1)
            : place,
        );
      hand = next;
      width += ((isClosed ? (objects[moved]?.kind === 'cylinder' ? 0.03 : 0.001) : 0.04) - width) * 0.5;
    }
  }
  return frames;
}

function mix(from: Vector, to: Vector, share: number): Vector {
  const at = (axis: 0 | 1 | 2) => from[axis] + (to[axis] - from[axis]) * share;
  return [at(0), at(1), at(2)];
}

const rounded = (value: number) => Math.round(value * 1e6) / 1e6 + 0;

function infoOf({ objects }: Task, { hand, isHeld, positions }: Frame, moved: number): string {
  const relation = ([x, y, z]: Vector, below = 0) =>
    [x - hand[0], y - hand[1], z - below - hand[2]].map(rounded);
  const bodies = objects.map(({ body, originBelow }, index) => [
    body,
    relation(positions[index] ?? hand, originBelow),
  ]);
  const held = objects.map(({ name }, index) => [name, index === moved && isHeld] as const);
  const grasped = Object.fromEntries(
    held.map(([name]) => [name, held.some(([other, flag]) => other === name && flag)]),
  );
  const scenery = [
    ['world', relation([0, 0, 0])],
    ['table', relation([0, 0, 0.88])],
  ];
  return JSON.stringify({ is_grasp: grasped, gripper_to_obj: Object.fromEntries([...scenery, ...bodies]) });
}

/** An identifier in the form of a uuid that depends on the text alone. */
function identifier(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** LIBERO stores pictures as OpenGL renders them, row 0 at the bottom. */
function bottomUp(picture: Uint8Array): Uint8Array {
  const rows = Array.from({ length: size }, (_, row) =>
    picture.subarray((size - 1 - row) * size * 3, (size - row) * size * 3),
  );
  return Uint8Array.from(rows.flatMap((row) => [...row]));
}

function writeTask(task: Task): number {
  const frames = simulate(task);
  const file = new h5wasm.File(`${output}/${task.file}.hdf5`, 'w');
  const demo = file.create_group('data').create_group('demo_0');
  const observations = demo.create_group('obs');
  const length = frames.length;
  const numbers = (group: h5wasm.Group, name: string, rows: readonly (readonly number[])[]) =>
    group.create_dataset({
      name,
      data: Float64Array.from(rows.flat()),
      shape: [length, rows[0]?.length ?? 0],
      dtype: '<d',
    });
  const bytes = (group: h5wasm.Group, name: string, data: Uint8Array, shape: number[]) =>
    group.create_dataset({ name, data, shape, dtype: '<B' });
  // Compressed, unlike LIBERO's own files, to keep the repository small; readers do not notice.
  const pictures = (group: h5wasm.Group, name: string, data: Uint8Array) =>
    group.create_dataset({
      name,
      data,
      shape: [length, size, size, 3],
      dtype: '<B',
      chunks: [8, size, size, 3],
      compression: 9,
    });

  const pose = frames.map(({ hand }) => [...hand, Math.PI, 0, 0]);
  const fingers = frames.map(({ width }) => [width, -width]);
  numbers(
    demo,
    'actions',
    frames.map(({ action }) => action),
  );
  numbers(
    demo,
    'robot_states',
    frames.map(({ hand, width }) => [width, -width, ...hand, 1, 0, 0, 0]),
  );
  numbers(
    demo,
    'states',
    frames.map(({ hand, positions }, step) => [step / 20, ...hand, ...positions.flat()]),
  );
  bytes(
    demo,
    'rewards',
    Uint8Array.from(frames, (_, step) => (step === length - 1 ? 1 : 0)),
    [length],
  );
  bytes(
    demo,
    'dones',
    Uint8Array.from(frames, (_, step) => (step === length - 1 ? 1 : 0)),
    [length],
  );
  numbers(observations, 'ee_states', pose);
  numbers(
    observations,
    'ee_pos',
    pose.map((row) => row.slice(0, 3)),
  );
  numbers(
    observations,
    'ee_ori',
    pose.map((row) => row.slice(3)),
  );
  numbers(observations, 'gripper_states', fingers);
  numbers(
    observations,
    'joint_states',
    frames.map(({ hand: [x, y, z] }) => [y, x, 0, z - 2, 0, 2 - z, 0.785]),
  );

  const draw = (camera: (frame: Frame) => Parameters<typeof render>[1]) =>
    Uint8Array.from(
      frames.flatMap((frame) => [
        ...bottomUp(
          render(solidsOf(task.objects, frame.positions, frame.hand, frame.width), camera(frame), size),
        ),
      ]),
    );
  pictures(
    observations,
    'agentview_rgb',
    draw(() => agentView),
  );
  pictures(
    observations,
    'eye_in_hand_rgb',
    draw(({ hand }) => wristView(hand)),
  );

  const names = frames.map((_, step) => identifier(`${task.file}/${step}`));
  demo.create_dataset({ name: 'object_infos', data: names, shape: [length], dtype: 'S' });
  file.close();
  frames.forEach((frame, step) => {
    writeFileSync(`${output}/object_infos/${names[step]}.json`, infoOf(task, frame, task.moved));
  });
  return length;
}

// HDF5 stamps every dataset with the time; a fixed clock makes the files the same on every run.
Date.now = () => 0;
await h5wasm.ready;
rmSync(`${output}/object_infos`, { recursive: true, force: true });
mkdirSync(`${output}/object_infos`, { recursive: true });
for (const task of tasks) console.log(`${task.file}: ${writeTask(task)} frames`);
