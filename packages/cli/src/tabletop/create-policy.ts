import type { PolicyView, TabletopPolicy, Task, WorldState } from '@inspire-vla/tabletop';
import { type AnswerSource, createForcedAnswers } from './forced-answers.js';
import type { PolicyChoice } from './requests.js';
import type { AskedWords } from './truths.js';

/** A policy, and what it is asked where that is known. */
export interface AskedPolicy extends TabletopPolicy {
  readonly asked?: AskedWords;
}

/** Makes a policy from its choice. */
export async function createPolicy(choice: PolicyChoice, replan: number | null): Promise<AskedPolicy> {
  const { createExpertPolicy, createRandomPolicy } = await import('@inspire-vla/tabletop');
  if (choice.kind === 'server') return createServerPolicy(choice.url, replan);
  if (choice.kind === 'model') return createFolderPolicy(choice, replan);
  return choice.kind === 'expert' ? createExpertPolicy() : createRandomPolicy();
}

/** A model folder in this thread, asked as `inspire serve` asks it: with questions, and last answers as guesses. */
async function createFolderPolicy(
  { folder, isTrusted, answers: source = 'asked' }: Extract<PolicyChoice, { readonly kind: 'model' }>,
  replan: number | null,
): Promise<AskedPolicy> {
  const { createModelPolicy } = await import('../serve/create-model-policy.js');
  const { readManifest } = await import('@inspire-vla/onnx-session');
  const { training: asked } = await readManifest(folder);
  const policy = await createModelPolicy({
    model: folder,
    questions: 'ask',
    speculate: true,
    askEvery: 1,
    temperature: 0,
    seed: 0,
    // Episodes run in threads of their own, a core each.
    threads: 1,
    checksums: true,
    isTrusted,
    objects: await objectsOfTasks(),
  });
  const { cameras, stateDimensions } = policy.description;
  const connection = policy.connect();
  let forced: ReturnType<typeof createForcedAnswers> = () => [];
  return {
    asked,
    reset(task) {
      forced = forcedOf(source, task, asked);
      connection.reset();
    },
    async act(view: PolicyView) {
      const views = [view.picture('agentview'), view.picture('wristview')];
      const images = Object.fromEntries(
        cameras.flatMap(({ name }, index) => {
          const picture = views[index];
          return picture === undefined ? [] : [[name, picture] as const];
        }),
      );
      const state = stateDimensions === 0 ? null : view.state;
      const { instruction, world } = view;
      const { actions, answers } = await connection.infer({
        images,
        state,
        instruction,
        ...given(forced(world)),
      });
      return {
        actions: replan === null ? actions : actions.slice(0, replan),
        ...(answers.length === 0 ? {} : { answers: answers.map(({ answer }) => answer) }),
      };
    },
    async close() {
      connection.close();
      await policy.close();
    },
  };
}

/** Questions are about a task's own objects, in their order. */
async function objectsOfTasks() {
  const { seenTasks, unseenTasks } = await import('@inspire-vla/tabletop');
  return Object.fromEntries(
    [...seenTasks, ...unseenTasks].map(({ instruction, objects }) => [instruction, [...objects]]),
  );
}

function forcedOf(
  source: AnswerSource,
  task: Task,
  asked: AskedWords,
): (state: WorldState) => readonly (string | null)[] {
  return source === 'asked' ? () => [] : createForcedAnswers(source, task, asked);
}

function given(answers: readonly (string | null)[]) {
  return answers.length === 0 ? {} : { answers };
}

/** How long a server may take to come up, milliseconds. */
const patience = 60_000;

/** Any openpi server, ours or another's: pictures and state go there, chunks of actions come back. */
async function createServerPolicy(url: string, replan: number | null): Promise<TabletopPolicy> {
  const { createLiberoObservation, createOpenpiClient, readNumbers } = await import(
    '@inspire-vla/policy-server/client'
  );
  const client = await createOpenpiClient({ url, patience });
  return {
    reset: () => {},
    async act(view: PolicyView) {
      const reply = await client.infer(
        createLiberoObservation({
          image: view.picture('agentview'),
          wristImage: view.picture('wristview'),
          state: view.state,
          instruction: view.instruction,
        }),
      );
      const numbers = readNumbers(reply.actions);
      const [horizon = 0, dimensions = 0] = reply.actions.shape;
      const rows = Array.from({ length: replan === null ? horizon : Math.min(replan, horizon) }, (_, row) =>
        Array.from(numbers.slice(row * dimensions, row * dimensions + 7)),
      );
      const answers = answersOf(reply['inspire']);
      return { actions: rows, ...(answers === null ? {} : { answers }) };
    },
    close: () => client.close(),
  };
}

/** The answers that our own server sends beside its actions; null from any other. */
function answersOf(value: unknown): readonly string[] | null {
  const answers = (value as { readonly answers?: unknown } | undefined)?.answers;
  if (!Array.isArray(answers)) return null;
  return answers.map((entry) => String((entry as { readonly answer?: unknown }).answer ?? ''));
}
