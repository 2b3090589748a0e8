// npx tsx --conditions=@inspire-vla/source experiments/record-choices.ts --model FOLDER --out FOLDER
// Lets a model act, and keeps what it saw and chose; then: python experiments/same_actions.py --choices FOLDER --run RUN
import { parseArgs } from 'node:util';
import { createAnswerVocabulary, type Plan } from '@inspire-vla/adapter';
import { createTwoStepPolicy } from '@inspire-vla/policy-server';
import { createPlan } from '@inspire-vla/prompt-builder';
import {
  createPictureTaker,
  createRenderer,
  createWorld,
  evaluateEpisode,
  seenTasks,
  type TabletopPolicy,
  type Task,
  unseenTasks,
  type World,
} from '@inspire-vla/tabletop';
import { loadModel } from 'inspire-vla';
import { createChoiceLog } from './choice-log.js';
import { tasksOf } from './prepare-data.js';
import { profileOf } from './profiles.js';

const { values } = parseArgs({
  options: {
    model: { type: 'string' },
    out: { type: 'string' },
    profile: { type: 'string', default: 'cpu' },
    episodes: { type: 'string', default: '100' },
    limit: { type: 'string', default: '160' },
  },
});
if (values.model === undefined || values.out === undefined) throw new Error('give --model and --out');
const profile = profileOf(values.profile);

const { manifest, adapter, model, scales, shape } = await loadModel({
  ...{ model: values.model, questions: 'ask', speculate: true, askEvery: 1, temperature: 0, seed: 0 },
  ...{ threads: 1, checksums: true, isTrusted: true },
});
if (manifest.adapter !== 'minivla-vq')
  throw new Error(`same_actions.py and attention.py read miniVLA's layout, not that of ${manifest.adapter}`);
const log = createChoiceLog(values.out, adapter, model);
const { formulation, words, order, questions } = manifest.training;
const vocabulary = createAnswerVocabulary({ formulation, words });
let [asked, phrases]: [Plan | null, readonly string[]] = [null, []];
const policy = createTwoStepPolicy({
  ...{ name: manifest.name, adapter: log.adapter, model: log.model, scales },
  ...(shape === null ? {} : { shape }),
  questions: questions ? 'ask' : 'skip',
  makePlan(instruction, state) {
    const objects = questions ? phrases : [];
    asked = createPlan({ instruction, vocabulary, order, state, objects });
    return asked;
  },
});

/** Per camera where the task's objects are: 1 the first, 2 the second. */
function createMasks(world: World, { objects }: Task): () => readonly Uint8Array[] {
  const { geometry, cameras } = world;
  const renderer = createRenderer({ geometry, size: profile.imageSize });
  const numbers = geometry.objects.map((name) => 1 + objects.findIndex(({ body }) => body === name));
  return () =>
    cameras.map((camera) => {
      const scan = renderer.scan(world.pose(), camera, world.handPose());
      return Uint8Array.from(scan.objects, (id) => numbers[id] ?? 0);
    });
}

let masksOf: () => readonly Uint8Array[] = () => [];
const taker = createPictureTaker(profile.imageSize);
const connection = policy.connect();
let episode = 0;
const watched: TabletopPolicy = {
  reset(task) {
    phrases = task.objects.map(({ phrase }) => phrase);
    connection.reset();
  },
  async act(view) {
    const [primary, wrist] = [view.picture('agentview'), view.picture('wristview')];
    const { instruction } = view;
    const { actions, answers } = await connection.infer({
      images: { primary, wrist },
      state: null,
      instruction,
    });
    if (asked !== null)
      log.add(
        episode,
        asked,
        answers.map(({ answer }) => answer),
        masksOf(),
      );
    return { actions: actions.slice(0, profile.evaluation.replan) };
  },
  close: () => policy.close(),
};

const tasks = [...tasksOf(profile, seenTasks), ...tasksOf(profile, unseenTasks)];
let done = 0;
for (; episode < Number(values.episodes); episode += 1) {
  const task = tasks[episode % tasks.length];
  if (task === undefined) break;
  const world = await createWorld({ scene: task.scene });
  masksOf = createMasks(world, task);
  const start = { world, task, seed: 0x50000000 + episode, policy: watched, takePicture: taker };
  const { isDone } = await evaluateEpisode({ ...start, limit: Number(values.limit) });
  if (isDone) done += 1;
  world.close();
}
await watched.close();
console.log(JSON.stringify({ episodes: episode, done, steps: log.close() }));
