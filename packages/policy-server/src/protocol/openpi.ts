import { InspireError, stepFailureOf } from '@inspire-vla/adapter';
import { createNdArray } from '../arrays/nd-array.js';
import { decodeOpenpi, encodeOpenpi } from '../codec/openpi-codec.js';
import type { Value, ValueMap } from '../codec/value.js';
import type { PolicyDescription, PolicyObservation, PolicyReply } from '../policy/policy.js';
import { invalidField, readText } from '../robots/fields.js';
import { type RobotName, robotOf } from '../robots/robots.js';
import { errorText, toInspireError } from './error-text.js';
import type { Answer, Conversation, ProtocolClient, WebsocketProtocol } from './protocol.js';
import { takeAction } from './take-action.js';

/** Options of {@link createOpenpiProtocol}. */
export interface OpenpiProtocolOptions {
  /** Whose observations come; default `auto`: by the keys of each. */
  readonly robot?: RobotName | 'auto';
  /** Sent to every client first. Default: name, cameras and shapes of the policy, and what it is asked. */
  readonly metadata?: ValueMap;
  /** Taken where an observation has no prompt. */
  readonly defaultInstruction?: string;
}

/**
 * openpi's websocket protocol: metadata first, then one reply per observation, in its msgpack-numpy.
 *
 * A failure is a text frame with the error, then a close with 1011, as in the reference; after an undecodable chunk or a
 * step that took too long the connection stays open. Replies have `inspire` beside `actions`: answers, their probabilities
 * and the timings.
 *
 * Source: openpi\@15a9616a src/openpi/serving/websocket_policy_server.py and openpi-client 0.1.2.
 *
 * @example
 * ```ts no-run
 * import { createOpenpiProtocol, createPolicyServer, type Policy } from '@inspire-vla/policy-server';
 *
 * export async function serve(policy: Policy) {
 *   const server = await createPolicyServer({ policy, protocol: createOpenpiProtocol(), port: 8000 });
 *   console.log(server.url); // ws://127.0.0.1:8000
 * }
 * ```
 */
export function createOpenpiProtocol(options: OpenpiProtocolOptions = {}): WebsocketProtocol {
  return {
    kind: 'websocket',
    name: 'openpi',
    converse: (client) => converse(client, options),
  };
}

function converse(client: ProtocolClient, options: OpenpiProtocolOptions): Conversation {
  let previous: number | null = null;
  return {
    greeting: encodeOpenpi(options.metadata ?? describe(client.policy)),
    refuse: errorText,
    async answer(message) {
      const started = performance.now();
      try {
        const observation = readObservation(decode(message), client.policy, options);
        const asked = performance.now();
        const reply = await client.infer(observation);
        const packed = encodeReply(reply, performance.now() - asked, previous);
        previous = performance.now() - started;
        return { message: packed };
      } catch (error) {
        return failure(error);
      }
    },
  };
}

/** What tells a client that has no frame of its own what the policy takes and gives. */
function describe({
  name,
  cameras,
  stateDimensions,
  horizon,
  actionDimensions,
  gripper,
  asked,
}: PolicyDescription): ValueMap {
  return {
    policy: name,
    cameras: cameras.map((camera) => camera.name),
    state_dimensions: stateDimensions,
    action_horizon: horizon,
    action_dimensions: actionDimensions,
    ...(gripper === undefined ? {} : { action_gripper: gripper }),
    ...(asked === undefined ? {} : { inspire: { formulation: asked.formulation, words: asked.words } }),
  };
}

function decode(message: Uint8Array | string): ValueMap {
  if (typeof message !== 'string') return decodeOpenpi(message);
  throw new InspireError({
    code: 'MESSAGE_CORRUPT',
    message: 'the message is a text frame',
    at: 'message',
    fix: 'send binary frames',
  });
}

function readObservation(
  observation: ValueMap,
  policy: PolicyDescription,
  { robot = 'auto', defaultInstruction }: OpenpiProtocolOptions,
): PolicyObservation {
  const { images, state } = robotOf(robot, observation).read(observation, policy);
  const questions = readQuestions(observation['vqa']);
  return {
    images,
    state,
    instruction: readText(observation['prompt'] ?? defaultInstruction, 'prompt'),
    ...(questions === null ? {} : { questions }),
  };
}

/** More objects than any instruction names. */
const mostQuestions = 64;

function readQuestions(value: Value | undefined): readonly string[] | null {
  if (value === undefined || value === null) return null;
  if (Array.isArray(value) && value.length <= mostQuestions) {
    return value.map((question, index) => readText(question, `vqa.${index}`));
  }
  throw invalidField('vqa', 'it is no list of questions', `send at most ${mostQuestions} texts`);
}

function encodeReply(reply: PolicyReply, milliseconds: number, previous: number | null): Uint8Array {
  const { actions, answers, timings, passes, guesses } = reply;
  const dimensions = takeAction(actions)[0].length;
  return encodeOpenpi({
    actions: createNdArray(Float64Array.from(actions.flat()), [actions.length, dimensions]),
    policy_timing: { infer_ms: timings.total },
    server_timing: { infer_ms: milliseconds, ...(previous === null ? {} : { prev_total_ms: previous }) },
    inspire: {
      answers: answers.map(({ object, question, answer, origin }) => ({ object, question, answer, origin })),
      probabilities: answers.map(({ probability }) => probability),
      timings: { ...timings },
      passes,
      guesses: { ...guesses },
    },
  });
}

/**
 * A step that failed is none of the connection's business: the reference decodes what cannot be decoded to zeros, and goes
 * on; its client raises on the text, and can ask again.
 */
function failure(error: unknown): Answer {
  const { code } = toInspireError(error);
  if (stepFailureOf(error) !== null) return { message: errorText(error), error };
  // A full queue or a stopping server passes; anything else is a server's error in this protocol, as in the reference.
  const isPassing = code === 'QUEUE_FULL' || code === 'SERVER_STOPPING';
  const close = isPassing
    ? { code: 1013, reason: `${code}: try again later` }
    : { code: 1011, reason: 'Internal server error. Traceback included in previous frame.' };
  return { message: errorText(error), close, error };
}
