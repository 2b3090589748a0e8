import { InspireError } from '@inspire-vla/adapter';
import { checkHorizon } from '../arrays/check-horizon.js';
import { createNdArray } from '../arrays/nd-array.js';
import { decodePictures } from '../codec/decode-pictures.js';
import { isValueMap, type ValueMap } from '../codec/value.js';
import { encodeVlaEval, openVlaEval, type VlaEvalMessage } from '../codec/vla-eval-codec.js';
import type { PolicyDescription, PolicyObservation } from '../policy/policy.js';
import { readText, readVector } from '../robots/fields.js';
import { placePictures } from '../robots/robot.js';
import { toInspireError } from './error-text.js';
import type { Answer, Conversation, ProtocolClient, WebsocketProtocol } from './protocol.js';
import { takeAction } from './take-action.js';
import { giveGripper, gripperOf, type VlaEvalGripper } from './vla-eval-gripper.js';
import { hello, type VlaEvalSpecs } from './vla-eval-hello.js';

/** Options of {@link createVlaEvalProtocol}. */
export interface VlaEvalProtocolOptions extends VlaEvalSpecs {
  /**
   * How the benchmark takes the gripper, the last of seven numbers; `as-recorded`: as the policy gives it. Default: by the
   * name of the benchmark, LIBERO's (−1 open … +1 closed) where there is none. A policy that does not say its own convention
   * gives its numbers as they are.
   */
  readonly gripper?: VlaEvalGripper;
  /** Actions of a chunk that are handed out before the policy is asked again, at least 1. Default: the whole chunk. */
  readonly replan?: number;
}

/**
 * The protocol of the harness vla-eval, which runs LIBERO, SimplerEnv, CALVIN and others: the client says hello, every
 * observation gets one action, and chunks are kept here.
 *
 * A failure is an error message with the observation's `seq`; the connection stays open.
 *
 * Source: vla-eval 0.8.0 (PyPI) model_servers/serve.py and protocol/messages.py.
 *
 * @throws InspireError `HORIZON_INVALID` for a `replan` that is no whole number of at least 1.
 */
export function createVlaEvalProtocol(options: VlaEvalProtocolOptions = {}): WebsocketProtocol {
  if (options.replan !== undefined) checkHorizon(options.replan, 'replan');
  return {
    kind: 'websocket',
    name: 'vla-eval',
    converse: (client) => converse(client, options),
    pages: { '/config': () => ({ applied: {}, config: {} }) },
  };
}

function converse(client: ProtocolClient, options: VlaEvalProtocolOptions): Conversation {
  let left: readonly (readonly number[])[] = [];
  let instruction: string | null = null;
  let gripper = options.gripper ?? gripperOf(undefined);
  const forget = () => {
    left = [];
    client.reset();
  };
  async function nextAction(payload: ValueMap): Promise<readonly number[]> {
    // What cannot be read is an error even where a kept action would do.
    const observation = readObservation(payload, client.policy);
    // CALVIN goes from one subtask to the next within an episode.
    if (payload['episode_restart'] === true) forget();
    // Actions for one instruction are none for another.
    if (observation.instruction !== instruction) left = [];
    instruction = observation.instruction;
    if (left.length === 0) left = (await client.infer(observation)).actions.slice(0, options.replan);
    const [action, rest] = takeAction(left);
    left = rest;
    return giveGripper(action, client.policy.gripper, gripper);
  }
  async function reply({ type, seq, readPayload }: VlaEvalMessage): Promise<Answer> {
    if (type === 'hello') {
      gripper = options.gripper ?? gripperOf(readPayload()['benchmark']);
      return { message: pack('hello', hello(client.policy, options, gripper), seq) };
    }
    if (type === 'observation') {
      const action = await nextAction(await decodePictures(readPayload()));
      return { message: pack('action', { actions: createNdArray(Float32Array.from(action)) }, seq) };
    }
    if (type === 'episode_start' || type === 'episode_end') forget();
    else if (type !== 'error') throw unknownType(type);
    return { message: null };
  }
  return {
    greeting: null,
    refuse: (error) => failure(error, 'connection_failed', 0),
    async answer(message) {
      let request: VlaEvalMessage | null = null;
      try {
        request = openVlaEval(toBytes(message));
        return await reply(request);
      } catch (error) {
        // A message that cannot be opened has no number.
        const { type = 'message', seq = 0 } = request ?? {};
        return { message: failure(error, `${type}_failed`, seq), error };
      }
    },
  };
}

function toBytes(message: Uint8Array | string): Uint8Array {
  return typeof message === 'string' ? new TextEncoder().encode(message) : message;
}

function pack(type: string, payload: ValueMap, seq: number): Uint8Array {
  return encodeVlaEval({ type, payload, seq, timestamp: Date.now() / 1000 });
}

function failure(error: unknown, kind: string, seq: number): Uint8Array {
  const { code, message, at, fix } = toInspireError(error);
  const place = at === undefined ? '' : ` (at ${at}${fix === undefined ? '' : `; ${fix}`})`;
  return pack('error', { error: `${kind}: ${code}: ${message}${place}` }, seq);
}

function unknownType(type: string): InspireError {
  return new InspireError({
    code: 'MESSAGE_UNKNOWN',
    message: `there is no message of type ${JSON.stringify(type.slice(0, 40))}`,
    at: 'type',
    fix: 'send hello, observation, episode_start, episode_end or error',
  });
}

/** The main picture is the first that is no wrist's; benchmarks name it differently. */
function readObservation(payload: ValueMap, policy: PolicyDescription): PolicyObservation {
  const images = payload['images'];
  const byName = isValueMap(images) ? images : {};
  const names = Object.keys(byName);
  const wrist = names.find((name) => /wrist|hand|gripper/.test(name)) ?? 'wrist';
  const main = names.find((name) => name !== wrist) ?? 'agentview';
  const pictures = [main, wrist].map((name, place) => ({
    key: `images.${name}`,
    value: byName[name],
    place,
  }));
  const state = payload['states'] ?? payload['state'] ?? null;
  return {
    images: placePictures(pictures, policy),
    state: state === null ? null : readVector(state, policy.stateDimensions, 'states'),
    instruction: readText(payload['task_description'], 'task_description'),
  };
}
