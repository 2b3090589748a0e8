/**
 * How often labels from gripper events equal the true ones, on real LIBERO episodes with their truth.
 *
 * INSPIRE_LIBERO names a folder of regenerated LIBERO episodes; without it the founders' own are taken, if there.
 * With --misses every frame that differs is printed, with --command grasps are found in the gripper's command.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Episode, linkObjects, openDataset, type Scene } from '@inspire-vla/dataset';
import {
  createLabeler,
  findGrasps,
  type GripperEvents,
  type ObjectTrack,
  positionsFromEvents,
  relationsBetween,
  unlabelled,
} from '@inspire-vla/direction-labeler';
import { createObjectFinder } from '@inspire-vla/prompt-builder';

const shared = fileURLToPath(new URL('../../../../shared/data/libero/regenerated', import.meta.url));
const folder = process.env['INSPIRE_LIBERO'] ?? shared;
const labeler = createLabeler();
const finder = createObjectFinder();

/** One object in one episode: the true labels, and those from events, with and without the tolerance. */
interface Comparison {
  readonly task: string;
  readonly phrase: string;
  readonly source: ObjectTrack['source'];
  readonly truth: Uint16Array;
  readonly events: Uint16Array;
  readonly certain: Uint16Array;
  readonly relations: Float64Array;
  readonly eventRelations: Float64Array;
  /** Phase of every frame. */
  readonly phases: readonly string[];
}

/** What a robot without a simulator would have: the hand's way, and its gripper. */
async function readRobot(episode: Episode) {
  const state = (await episode.column('state')) as Float32Array;
  const actions = (await episode.column('actions')) as Float32Array;
  const each = (value: (frame: number) => number) =>
    Float64Array.from({ length: episode.length }, (_, t) => value(t));
  return {
    effector: Float64Array.from(
      { length: episode.length * 3 },
      (_, i) => state[Math.floor(i / 3) * 8 + (i % 3)] ?? 0,
    ),
    // The two fingers' joints, of opposite sign.
    opening: each((t) => (state[t * 8 + 6] ?? 0) - (state[t * 8 + 7] ?? 0)),
    command: each((t) => actions[t * 7 + 6] ?? 0),
  };
}

async function compareEpisode(episode: Episode): Promise<readonly Comparison[]> {
  const scene = await episode.scene();
  if (scene === null) return [];
  const { effector, opening, command } = await readRobot(episode);
  const isCommand = process.argv.includes('--command');
  const gripper = isCommand
    ? findGrasps(command, { signal: 'command', closed: 'high' })
    : findGrasps(opening);
  const objects = finder.find(episode.instruction);
  const { tracks, tolerance, problems } = positionsFromEvents({ effector, grasps: gripper.grasps, objects });
  for (const { reason, detail } of [...gripper.problems, ...problems])
    console.log(`${episode.id}: ${reason}: ${detail}`);
  const links = linkObjects({
    objects,
    bodies: scene.bodies,
    positionOf: (body) => firstPosition(scene, body),
  });
  return links.flatMap((link, place) => {
    const track = tracks[place];
    if (link.kind !== 'linked' || track === undefined) return [];
    const relations = scene.relation(link.body).map((value, i) => value + (link.offset[i % 3] ?? 0));
    const eventRelations = relationsBetween(track.positions, effector);
    const { phrase, source, grasped } = track;
    return {
      task: episode.id.replace(/_demo\.hdf5.*$/, ''),
      phrase,
      source,
      truth: labeler.labelRelations({ relations, grasped: scene.grasped(link.body) }),
      events: labeler.labelRelations({ relations: eventRelations, grasped }),
      certain: labeler.labelRelations({ relations: eventRelations, grasped, tolerance }),
      relations,
      eventRelations,
      phases: phasesOf(gripper, episode.length),
    };
  });
}

function firstPosition(scene: Scene, body: string): readonly [number, number, number] {
  const [x = Number.NaN, y = Number.NaN, z = Number.NaN] = scene.relation(body);
  return [x, y, z];
}

function phasesOf({ grasps }: GripperEvents, length: number): readonly string[] {
  const [start, end] = [grasps[0]?.start, grasps.at(-1)?.end];
  return Array.from({ length }, (_, t) => {
    if (start === undefined || end === undefined) return 'no grasp';
    return t < start ? 'before the grasp' : t < end ? 'during the grasp' : 'after the release';
  });
}

/** Frames, and how many labels are equal: all of them, and of those that the tolerance leaves labelled. */
interface Tally {
  readonly frames: number;
  readonly equal: number;
  readonly certain: number;
  readonly certainEqual: number;
}

function count(tallies: Map<string, Tally>, key: string, one: Comparison, t: number): void {
  const before = tallies.get(key) ?? { frames: 0, equal: 0, certain: 0, certainEqual: 0 };
  const isCertain = one.certain[t] !== unlabelled;
  const isEqual = one.truth[t] === one.events[t];
  tallies.set(key, {
    frames: before.frames + 1,
    equal: before.equal + Number(isEqual),
    certain: before.certain + Number(isCertain),
    certainEqual: before.certainEqual + Number(isCertain && isEqual),
  });
}

function describeMiss(one: Comparison, t: number): string {
  const word = (code: number | undefined) => labeler.vocabulary.answers[code ?? -1] ?? '(none)';
  const centimetres = (relations: Float64Array) =>
    [0, 1, 2].map((axis) => ((relations[t * 3 + axis] ?? 0) * 100).toFixed(1)).join(' ');
  const certainty = one.certain[t] === unlabelled ? 'left out' : 'labelled';
  return (
    `  ${one.phrase}, frame ${t}, ${one.phases[t]}: ${word(one.truth[t])} [${centimetres(one.relations)} cm], ` +
    `events ${word(one.events[t])} [${centimetres(one.eventRelations)} cm], ${certainty} with the tolerance`
  );
}

function share(part: number, whole: number): string {
  return whole === 0 ? 'none of 0' : `${((100 * part) / whole).toFixed(1)} % (${part} of ${whole})`;
}

async function main(): Promise<void> {
  if (!existsSync(folder)) {
    console.log(
      'gripper events against truth: skipped, no regenerated LIBERO episodes here (set INSPIRE_LIBERO)',
    );
    return;
  }
  const tallies = new Map<string, Tally>();
  const source = await openDataset(folder);
  for (let index = 0; index < source.episodes.length; index += 1) {
    for (const one of await compareEpisode(await source.open(index))) {
      one.truth.forEach((code, t) => {
        const kind = `from ${one.source ?? 'nothing'}`;
        for (const key of [
          `${one.task}: ${one.phrase} | ${kind} | ${one.phases[t]}`,
          `all | ${kind} | ${one.phases[t]}`,
          `all | ${kind} | all phases`,
        ]) {
          count(tallies, key, one, t);
        }
        if (code !== one.events[t] && process.argv.includes('--misses')) console.log(describeMiss(one, t));
      });
    }
  }
  await source.close();
  console.log(
    '| object | position | phase | equal, all frames | equal, frames labelled with the tolerance |\n|---|---|---|---|---|',
  );
  for (const [key, { frames, equal, certain, certainEqual }] of [...tallies].sort(([a], [b]) =>
    a < b ? -1 : 1,
  )) {
    console.log(`| ${key} | ${share(equal, frames)} | ${share(certainEqual, certain)} |`);
  }
}

await main();
