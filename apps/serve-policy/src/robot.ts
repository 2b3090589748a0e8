import {
  createActionChunkBroker,
  createLiberoObservation,
  createOpenpiClient,
  type NdArray,
  readNumbers,
  type ValueMap,
} from '@inspire-vla/policy-server/client';

/** One step of the pretended robot. */
export interface RobotStep {
  /** One action, e.g. 7 numbers. */
  readonly action: readonly number[];
  /** What the model said first, by object. */
  readonly answers: Readonly<Record<string, string>>;
}

/** A robot that moves in empty air: its pictures are plain, and follow the position that the actions lead to. */
export async function driveRobot(
  url: string,
  instruction: string,
  steps: number,
): Promise<readonly RobotStep[]> {
  const client = await createOpenpiClient({ url, patience: 10_000 });
  const horizon = Number(client.metadata['action_horizon'] ?? 1);
  const broker = createActionChunkBroker(client, horizon);
  const taken: RobotStep[] = [];
  let height = 0;
  for (let step = 0; step < steps; step += 1) {
    const level = Math.round((Math.tanh(height) + 1) * 120);
    const image = { width: 64, height: 64, bytes: new Uint8Array(64 * 64 * 3).fill(level) };
    const state = [0, 0, height, 0, 0, 0, 0.04, -0.04];
    const observation = createLiberoObservation({ image, wristImage: image, state, instruction });
    const reply = await broker.infer(observation);
    const action = [...readNumbers(reply['actions'] as NdArray)];
    height += (action[2] ?? 0) / 20;
    taken.push({ action, answers: answersOf(reply['inspire'] as ValueMap) });
  }
  await client.close();
  return taken;
}

function answersOf({ answers }: ValueMap): RobotStep['answers'] {
  const list = answers as readonly { readonly object: string; readonly answer: string }[];
  return Object.fromEntries(list.map(({ object, answer }) => [object, answer]));
}
