import { expect, it } from 'vitest';
import { episodeKinds, record } from '../__fixtures__/episode-kinds.js';
import { findGrasps } from '../grasp/find-grasps.js';
import { createLabeler } from '../labels/labeler.js';
import { relationsBetween } from '../labels/relations-between.js';
import { unlabelled } from '../labels/rules/rule.js';
import { positionsFromEvents } from './positions-from-events.js';

const labeler = createLabeler();

/** Labels of an object in order, each stretch once. */
function story(codes: Uint16Array): string {
  const words = Array.from(codes, (code) =>
    code === unlabelled ? '' : (labeler.vocabulary.answers[code] ?? ''),
  );
  return words.filter((word, frame) => word !== '' && word !== words[frame - 1]).join(' ');
}

/** What docs/labels.md says of every kind of episode. */
const stories: Readonly<
  Record<string, { readonly reasons: readonly string[]; readonly labels: readonly string[] }>
> = {
  push: {
    reasons: ['closed-from-start', 'empty-closure', 'no-grasp', 'approach-point', 'untouched'],
    labels: ['front down front down', ''],
  },
  still: { reasons: ['gripper-still', 'no-grasp', 'untouched', 'untouched'], labels: ['', ''] },
  'two-objects': {
    reasons: [],
    labels: [
      'down grasped down right down left down',
      'down back down left down grasped down',
      'right down right down right down down',
    ],
  },
  'thick-and-thin': {
    reasons: [],
    labels: [
      'down grasped down right down left down',
      'down back down left down grasped down',
      'right down right down right down down',
    ],
  },
  miss: { reasons: ['empty-closure'], labels: ['down left down grasped down', 'down right down down'] },
  'slow-miss': {
    reasons: ['empty-closure'],
    labels: ['down left down grasped down', 'right down down'],
  },
  drop: {
    reasons: ['dropped', 'regrasped'],
    labels: ['down grasped down grasped down', 'right down down'],
  },
  twice: { reasons: ['regrasped'], labels: ['down grasped down grasped down', 'right down down'] },
  'made-ready': {
    reasons: ['closed-in-steps'],
    labels: ['down grasped down', 'right down down'],
  },
  'never-released': { reasons: ['never-released'], labels: ['down grasped', 'right down'] },
  'half-open': {
    reasons: ['closed-from-start', 'doubtful-grasp'],
    labels: ['down grasped down', 'down right down down'],
  },
  'closed-from-start': { reasons: ['closed-from-start'], labels: ['grasped down', 'down down'] },
};

it.each(episodeKinds.map((kind) => [kind.id, kind] as const))(
  'labels or reports an episode of kind %s',
  (id, kind) => {
    const recording = record(kind);
    const gripper = findGrasps(recording.opening);
    const { tracks, tolerance, problems } = positionsFromEvents({
      ...recording,
      grasps: gripper.grasps,
      objects: kind.objects,
    });
    const labels = tracks.map(({ positions, grasped }) => {
      const relations = relationsBetween(positions, recording.effector);
      return story(labeler.labelRelations({ relations, grasped, tolerance }));
    });
    const reasons = [...gripper.problems, ...problems].map(({ reason }) => reason);
    expect({ reasons, labels }).toEqual(stories[id]);
  },
);
