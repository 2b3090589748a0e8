import {
  actionGrippers,
  convertGripper,
  formulations,
  InspireError,
  stepFailureOf,
  wordSets,
} from '@inspire-vla/adapter';
import type { OpenpiClient } from '@inspire-vla/policy-server/client';
import { createQuestion } from '@inspire-vla/prompt-builder';
import type { PolicyView } from '@inspire-vla/tabletop';
import { z } from 'zod';
import type { AskedPolicy } from './asked-policy.js';

/** How long a server may take to come up, milliseconds. */
const patience = 60_000;

/** What our own server says first of its questions and answers. */
const metadataSchema = z.object({
  inspire: z.object({
    formulation: z.enum(formulations),
    words: z.enum(Object.keys(wordSets) as [keyof typeof wordSets]),
  }),
});

/** How our own server's actions have the gripper, where its model says so; others' are taken as LIBERO's. */
const gripperSchema = z.object({ action_gripper: z.enum(actionGrippers) });

/** The answers that our own server sends beside its actions. */
const answersSchema = z.object({ answers: z.array(z.object({ answer: z.string() })) });

/**
 * Any openpi server, ours or another's: pictures and state go there, chunks of actions come back. Ours is asked about the
 * task's own objects, in their order; what another answers cannot be judged, and is left out.
 *
 * @param signal - ends the wait for a server that says nothing, and the connection with it.
 */
export async function createServerPolicy(
  url: string,
  replan: number | null,
  signal?: AbortSignal,
): Promise<AskedPolicy> {
  const { createLiberoObservation, createOpenpiClient, readNumbers } = await import(
    '@inspire-vla/policy-server/client'
  );
  const connect = () => createOpenpiClient({ url, patience, ...(signal === undefined ? {} : { signal }) });
  let client: OpenpiClient = await connect();
  const asked = metadataSchema.safeParse(client.metadata).data?.inspire;
  const { action_gripper: gripper = 'minus-one-is-open' } =
    gripperSchema.safeParse(client.metadata).data ?? {};
  let isFresh = true;
  let vqa: readonly string[] = [];
  return {
    ...(asked === undefined ? {} : { asked }),
    async reset(task) {
      if (asked !== undefined) {
        vqa = task.objects.map(({ phrase }) => createQuestion(asked.formulation, phrase));
      }
      if (isFresh) return;
      // The protocol has no word for a new episode; to a server a new connection is one.
      await client.close();
      client = await connect();
      isFresh = true;
    },
    async act(view: PolicyView) {
      isFresh = false;
      const observation = createLiberoObservation({
        image: view.picture('agentview'),
        wristImage: view.picture('wristview'),
        state: view.state,
        instruction: view.instruction,
      });
      const question = asked === undefined ? observation : { ...observation, vqa };
      const reply = await client.infer(question, signal).catch(throwOwn);
      const numbers = readNumbers(reply.actions);
      const [horizon = 0, dimensions = 0] = reply.actions.shape;
      const actions = Array.from({ length: Math.min(replan ?? horizon, horizon) }, (_, row) =>
        convertGripper(
          [...numbers.slice(row * dimensions, row * dimensions + 7)],
          gripper,
          'minus-one-is-open',
        ),
      );
      const said = asked === undefined ? undefined : answersSchema.safeParse(reply['inspire']).data?.answers;
      const answers = said?.map(({ answer }) => answer) ?? [];
      return { actions, ...(answers.length === 0 ? {} : { answers }) };
    },
    // What has been broken off is not waited for.
    close: () => (signal?.aborted === true ? void client.close() : client.close()),
  };
}

/** What ends one step of our own server is the failure of one episode, as if the model were here. */
function throwOwn(error: unknown): never {
  const cause = InspireError.isInstance(error) ? error.cause : null;
  throw stepFailureOf(cause) === null ? error : cause;
}
