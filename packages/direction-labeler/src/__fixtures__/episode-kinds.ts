import type { EventObject } from '../events/event-types.js';
import { objectsOf } from './episode.js';

type Point = readonly [x: number, y: number, z: number];

/** A part of an episode: the hand goes straight to a point while the fingers go to an opening and stay there. */
interface Move {
  readonly to: Point;
  /** Share of the open width that the fingers reach: 1 is open, 0 shut. */
  readonly opening: number;
  readonly frames: number;
}

/** A kind of episode that the authors' annotation refuses, or is unsure of. */
export interface EpisodeKind {
  /** Name of its plot. */
  readonly id: string;
  readonly instruction: string;
  readonly objects: readonly EventObject[];
  readonly moves: readonly Move[];
  /** Whether the fingers slow down all the way, as an air or force controlled gripper's; default: they move evenly. */
  readonly isSlowing?: boolean;
}

const home: Point = [-0.1, 0, 0.3];
const overCup: Point = [0.1, -0.15, 0.25];
const cup: Point = [0.1, -0.15, 0.05];
const overTray: Point = [0.1, 0.2, 0.25];
const tray: Point = [0.1, 0.2, 0.07];
const beside: Point = [0.15, 0.02, 0.05];
const overBeside: Point = [0.15, 0.02, 0.2];
const fork: Point = [-0.05, -0.2, 0.04];
const overFork: Point = [-0.05, -0.2, 0.2];
const wall: Point = [0.25, -0.15, 0.05];

const width = { cup: 0.45, fork: 0.12, thick: 0.82 } as const;
const reach = (over: Point, at: Point, opening = 1): readonly Move[] => [
  { to: over, opening, frames: 14 },
  { to: at, opening, frames: 10 },
];
const close = (at: Point, opening: number): Move => ({ to: at, opening, frames: 12 });
const carry = (from: Point, over: Point, to: Point, opening: number): readonly Move[] => [
  { to: from, opening, frames: 10 },
  { to: over, opening, frames: 14 },
  { to, opening, frames: 10 },
];
const leave = (at: Point, over: Point): readonly Move[] => [
  { to: at, opening: 1, frames: 8 },
  { to: over, opening: 1, frames: 10 },
];
const cupOnTray = objectsOf('target: the cup', 'destination: the tray');
const putCup = 'put the cup on the tray';

/** One episode of each kind, in metres and shares of the open width; the hand rests in `home` first. */
export const episodeKinds: readonly EpisodeKind[] = [
  {
    id: 'push',
    instruction: 'push the cup to the wall',
    objects: objectsOf('target: the cup', 'reference: the wall'),
    moves: [...reach(overCup, [0, -0.15, 0.05], 0), { to: wall, opening: 0, frames: 20 }, ...leave(wall, overCup).slice(1)],
  },
  {
    id: 'still',
    instruction: putCup,
    objects: cupOnTray,
    moves: [{ to: home, opening: 1, frames: 60 }],
  },
  {
    id: 'two-objects',
    instruction: 'put the cup and the fork on the tray',
    objects: objectsOf('target: the cup', 'target: the fork', 'destination: the tray'),
    moves: [
      ...reach(overCup, cup),
      close(cup, width.cup),
      ...carry(overCup, overTray, tray, width.cup),
      ...leave(tray, overTray),
      ...reach(overFork, fork),
      close(fork, width.fork),
      ...carry(overFork, overTray, [0.1, 0.25, 0.06], width.fork),
      ...leave([0.1, 0.25, 0.06], overTray),
    ],
  },
  {
    id: 'thick-and-thin',
    instruction: 'put the cup and the fork on the tray',
    objects: objectsOf('target: the cup', 'target: the fork', 'destination: the tray'),
    moves: [
      ...reach(overCup, cup),
      close(cup, width.thick),
      ...carry(overCup, overTray, tray, width.thick),
      ...leave(tray, overTray),
      ...reach(overFork, fork),
      close(fork, width.fork),
      ...carry(overFork, overTray, [0.1, 0.25, 0.06], width.fork),
      ...leave([0.1, 0.25, 0.06], overTray),
    ],
  },
  {
    id: 'miss',
    instruction: putCup,
    objects: cupOnTray,
    moves: [
      ...reach(overBeside, beside),
      close(beside, 0),
      { to: overBeside, opening: 1, frames: 12 },
      ...reach(overCup, cup),
      close(cup, width.cup),
      ...carry(overCup, overTray, tray, width.cup),
      ...leave(tray, overTray),
    ],
  },
  {
    id: 'slow-miss',
    instruction: putCup,
    objects: cupOnTray,
    isSlowing: true,
    moves: [
      ...reach(overCup, beside),
      { to: beside, opening: 0, frames: 50 },
      { to: overBeside, opening: 1, frames: 30 },
      ...reach(overCup, cup),
      { to: cup, opening: width.cup, frames: 30 },
      ...carry(overCup, overTray, tray, width.cup),
      { to: tray, opening: 1, frames: 20 },
      { to: overTray, opening: 1, frames: 10 },
    ],
  },
  {
    id: 'drop',
    instruction: putCup,
    objects: cupOnTray,
    moves: [
      ...reach(overCup, cup),
      close(cup, width.cup),
      { to: overCup, opening: width.cup, frames: 10 },
      { to: overBeside, opening: width.cup, frames: 8 },
      { to: overBeside, opening: 0, frames: 8 },
      { to: overBeside, opening: 1, frames: 10 },
      { to: beside, opening: 1, frames: 10 },
      close(beside, width.cup),
      ...carry(overBeside, overTray, tray, width.cup),
      ...leave(tray, overTray),
    ],
  },
  {
    id: 'twice',
    instruction: putCup,
    objects: cupOnTray,
    moves: [
      ...reach(overCup, cup),
      close(cup, width.cup),
      ...carry(overCup, overBeside, beside, width.cup),
      ...leave(beside, overBeside),
      { to: beside, opening: 1, frames: 10 },
      close(beside, width.cup),
      ...carry(overBeside, overTray, tray, width.cup),
      ...leave(tray, overTray),
    ],
  },
  {
    id: 'made-ready',
    instruction: putCup,
    objects: cupOnTray,
    moves: [
      { to: overCup, opening: 1, frames: 14 },
      { to: cup, opening: 0.7, frames: 10 },
      close(cup, width.cup),
      ...carry(overCup, overTray, tray, width.cup),
      ...leave(tray, overTray),
    ],
  },
  {
    id: 'never-released',
    instruction: putCup,
    objects: cupOnTray,
    moves: [...reach(overCup, cup), close(cup, width.cup), ...carry(overCup, overTray, tray, width.cup)],
  },
  {
    id: 'half-open',
    instruction: putCup,
    objects: cupOnTray,
    moves: [
      { to: home, opening: 0.6, frames: 10 },
      ...reach(overCup, cup),
      close(cup, width.cup),
      ...carry(overCup, overTray, tray, width.cup),
      ...leave(tray, overTray),
    ],
  },
  {
    id: 'closed-from-start',
    instruction: putCup,
    objects: cupOnTray,
    moves: [
      { to: overTray, opening: width.cup, frames: 20 },
      { to: tray, opening: width.cup, frames: 10 },
      ...leave(tray, overTray),
    ],
  },
];

/** What a robot would have recorded of an episode. */
export interface Recording {
  readonly length: number;
  /** [length × 3], metres. */
  readonly effector: Float64Array;
  /** [length], metres. */
  readonly opening: Float64Array;
}

const openWidth = 0.08;
/** The fingers of robosuite's Panda move by about a ninth of their way per frame at 20 Hz. */
const fingerStep = 1 / 9;

/** Plays an episode; in every frame the moves of the hand and of the fingers go on. */
export function record({ moves, isSlowing = false }: EpisodeKind): Recording {
  let at = home;
  let share = moves[0]?.opening ?? 1;
  const way: Point[] = [];
  const widths: number[] = [];
  for (const { to, opening, frames } of moves) {
    const from = at;
    for (let frame = 1; frame <= frames; frame += 1) {
      const part = frame / frames;
      at = [0, 1, 2].map((axis) => (from[axis] ?? 0) + ((to[axis] ?? 0) - (from[axis] ?? 0)) * part) as unknown as Point;
      share = isSlowing ? slowed(share, opening) : moved(share, opening);
      way.push(at);
      widths.push(share * openWidth);
    }
  }
  return { length: way.length, effector: Float64Array.from(way.flat()), opening: Float64Array.from(widths) };
}

function moved(share: number, opening: number): number {
  const rest = opening - share;
  return Math.abs(rest) <= fingerStep ? opening : share + Math.sign(rest) * fingerStep;
}

/** A tenth of what is left in each frame; an object stops the fingers, which are told to shut. */
function slowed(share: number, opening: number): number {
  const told = opening < share ? 0 : opening;
  const next = share + (told - share) / 10;
  return opening < share ? Math.max(opening, next) : next;
}
