import type { PolicyView, TabletopPolicy } from '@inspire-vla/tabletop';
import type { PolicyChoice } from './requests.js';

/** Makes a policy from its choice. */
export async function createPolicy(choice: PolicyChoice, replan: number | null): Promise<TabletopPolicy> {
  const { createExpertPolicy, createRandomPolicy } = await import('@inspire-vla/tabletop');
  if (choice.kind === 'server') return createServerPolicy(choice.url, replan);
  return choice.kind === 'expert' ? createExpertPolicy() : createRandomPolicy();
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
