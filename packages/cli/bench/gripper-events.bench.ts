/**
 * How often labels from gripper events equal the true ones, on real LIBERO episodes with their truth.
 *
 * INSPIRE_LIBERO names a folder of regenerated LIBERO episodes; without it the founders' own are taken, if there.
 * With --misses every frame that differs is printed.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type EpisodeSource, linkObjects, openDataset, type Scene } from '@inspire-vla/dataset';
import {
  createLabeler,
  findGrasps,
  type ObjectTrack,
  positionsFromEvents,
  relationsBetween,
} from '@inspire-vla/direction-labeler';
import { createObjectFinder } from '@inspire-vla/prompt-builder';

const shared = fileURLToPath(new URL('../../../../shared/data/libero/regenerated', import.meta.url));
const folder = process.env['INSPIRE_LIBERO'] ?? shared;
const labeler = createLabeler();
const finder = createObjectFinder();

/** Frames of one object in one phase: how many, and how many labels agree. */
interface Tally {
  frames: number;
  equal: number;
}

/** True and proxy labels of one object in one episode. */
interface Comparison {
  readonly at: string;
  readonly phrase: string;
  readonly source: ObjectTrack['source'];
  readonly truth: Uint16Array;
  readonly proxy: Uint16Array;
  readonly relations: Float64Array;
  readonly proxyRelations: Float64Array;
  readonly phases: readonly string[];
}

async function compareEpisode(source: EpisodeSource, index: number): Promise<readonly Comparison[]> {
  const episode = await source.open(index);
  const scene = await episode.scene();
  if (scene === null) return [];
  const state = (await episode.column('state')) as Float32Array;
  const pick = (column: number) =>
    Float64Array.from({ length: episode.length }, (_, t) => state[t * 8 + column] ?? 0);
  const [fingers, others] = [pick(6), pick(7)];
  const opening = fingers.map((value, t) => value - (others[t] ?? 0));
  const effector = Float64Array.from(
    { length: episode.length * 3 },
    (_, i) => state[Math.floor(i / 3) * 8 + (i % 3)] ?? 0,
  );
  const objects = finder.find(episode.instruction);
  const events = findGrasps(opening);
  const { tracks, problems } = positionsFromEvents({ effector, grasps: events.grasps, objects });
  for (const { detail } of [...events.problems, ...problems]) console.log(`  ${episode.id}: ${detail}`);
  return linkObjects({ objects, bodies: scene.bodies, positionOf: (body) => first(scene, body) }).flatMap(
    (link, place) => {
      const track = tracks[place];
      if (link.kind !== 'linked' || track === undefined) return [];
      const relations = scene.relation(link.body).map((value, i) => value + (link.offset[i % 3] ?? 0));
      const proxyRelations = relationsBetween(track.positions, effector);
      return [
        {
          at: episode.id,
          phrase: link.phrase,
          source: track.source,
          truth: labeler.labelRelations({ relations, grasped: scene.grasped(link.body) }),
          proxy: labeler.labelRelations({
            relations: proxyRelations,
            grasped: track.grasped,
            tolerance: Number(process.env['TOL'] ?? 0),
          }),
          relations,
          proxyRelations,
          phases: phasesOf(events.grasps, episode.length),
        },
      ];
    },
  );
}

function first(scene: Scene, body: string): readonly [number, number, number] {
  const [x = Number.NaN, y = Number.NaN, z = Number.NaN] = scene.relation(body);
  return [x, y, z];
}

function phasesOf(grasps: readonly { readonly start: number; readonly end: number }[], length: number) {
  const [start, end] = [grasps[0]?.start, grasps.at(-1)?.end];
  return Array.from({ length }, (_, t) => {
    if (start === undefined || end === undefined) return 'no grasp';
    return t < start ? 'before grasp' : t < end ? 'held' : 'after release';
  });
}

function tally(tallies: Map<string, Tally>, key: string, isEqual: boolean): void {
  const found = tallies.get(key) ?? { frames: 0, equal: 0 };
  tallies.set(key, { frames: found.frames + 1, equal: found.equal + (isEqual ? 1 : 0) });
}

function describeMiss(one: Comparison, t: number): string {
  const word = (code: number | undefined) => labeler.vocabulary.answers[code ?? -1] ?? '(none)';
  const centimetres = (relations: Float64Array) =>
    [0, 1, 2].map((axis) => ((relations[t * 3 + axis] ?? 0) * 100).toFixed(1)).join(' ');
  return (
    `    ${one.phrase}, frame ${t} (${one.phases[t]}): ${word(one.truth[t])} [${centimetres(one.relations)} cm], ` +
    `proxy ${word(one.proxy[t])} [${centimetres(one.proxyRelations)} cm]`
  );
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
    for (const one of await compareEpisode(source, index)) {
      one.truth.forEach((code, t) => {
        if (one.proxy[t] === 65535) return tally(tallies, `unlabelled ${one.source} ${one.phases[t]}`, false);
        const isEqual = code === one.proxy[t];
        const task = one.at.replace(/_demo\.hdf5.*$/, '');
        tally(tallies, `${task} | ${one.phrase} | ${one.source} | ${one.phases[t]}`, isEqual);
        tally(tallies, `all from ${one.source} | ${one.phases[t]}`, isEqual);
        tally(tallies, `all from ${one.source}`, isEqual);
        if (!isEqual && process.argv.includes('--misses')) console.log(describeMiss(one, t));
      });
    }
  }
  await source.close();
  for (const [key, { frames, equal }] of [...tallies].sort(([one], [other]) => one.localeCompare(other))) {
    console.log(`${((100 * equal) / frames).toFixed(1).padStart(6)} %  ${equal} of ${frames}  ${key}`);
  }
}

await main();
