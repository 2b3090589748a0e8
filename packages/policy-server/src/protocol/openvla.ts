import { convertGripper, InspireError } from '@inspire-vla/adapter';
import { createNdArray } from '../arrays/nd-array.js';
import { decodeJsonNumpy, encodeJsonNumpy } from '../codec/json-numpy.js';
import { isValueMap, type ValueMap } from '../codec/value.js';
import type { PolicyDescription, PolicyObservation } from '../policy/policy.js';
import { invalidField, readPicture, readText, readVector } from '../robots/fields.js';
import { errorText } from './error-text.js';
import type { ProtocolClient, RestAnswer, RestProtocol } from './protocol.js';
import { takeAction } from './take-action.js';

/** Options of {@link createOpenVlaProtocol}. */
export interface OpenVlaProtocolOptions {
  /**
   * The last number of the reply. `open-is-one` (default): 1 open … 0 closed, as OpenVLA's checkpoints give it;
   * `as-recorded`: as the policy gives it, e.g. −1 open … +1 closed as LIBERO takes it.
   */
  readonly gripper?: 'open-is-one' | 'as-recorded';
}

/**
 * OpenVLA's REST protocol: POST /act with a picture and an instruction, one action back, arrays as json_numpy.
 *
 * It gives the first action of each chunk. A failure is the JSON text "error" with status 200, as in the reference, and
 * the reason goes to the log; a body that cannot be parsed is 400 or 422. Beside the reference's fields, `wrist_image`
 * and `state` are taken where the policy needs them.
 *
 * Nothing in a request says whose it is, and a kept-alive connection is taken for one robot: give a policy without
 * `askEvery`, whose answers would be kept for whoever else comes over that connection. Guesses do no harm.
 *
 * Source: openvla/openvla\@c8f03f48 vla-scripts/deploy.py.
 */
export function createOpenVlaProtocol({
  gripper = 'open-is-one',
}: OpenVlaProtocolOptions = {}): RestProtocol {
  return {
    kind: 'rest',
    name: 'openvla',
    path: '/act',
    async answer(body, client) {
      const parsed = parseBody(body);
      if ('status' in parsed) return parsed;
      try {
        const { payload, isDouble } = unwrap(parsed.payload);
        const action = encodeJsonNumpy(await act(payload, client, gripper));
        return { status: 200, text: isDouble ? JSON.stringify(action) : action };
      } catch (error) {
        return { status: 200, text: '"error"', error };
      }
    },
  };
}

/** The reference patches json_numpy into its parser, so a damaged array is a body that cannot be parsed. */
function parseBody(body: string): RestAnswer | { readonly payload: ValueMap } {
  try {
    const payload = decodeJsonNumpy(body);
    if (isValueMap(payload)) return { payload };
    return refusal(422, invalidField('body', 'it is no JSON object', 'send {"image", "instruction"}'));
  } catch (error) {
    const isNoJson = InspireError.isInstance(error) && error.code === 'MESSAGE_CORRUPT';
    return refusal(isNoJson ? 422 : 400, error);
  }
}

function refusal(status: number, error: unknown): RestAnswer {
  return { status, text: JSON.stringify({ detail: errorText(error) }), error };
}

/** A payload as a JSON text in `encoded` is answered with a JSON text. */
function unwrap(payload: ValueMap): { readonly payload: ValueMap; readonly isDouble: boolean } {
  const { encoded } = payload;
  if (encoded === undefined) return { payload, isDouble: false };
  if (typeof encoded !== 'string' || Object.keys(payload).length > 1) {
    throw invalidField('encoded', 'it stands beside other keys, or is no text', 'send it alone');
  }
  const inner = decodeJsonNumpy(encoded);
  if (isValueMap(inner)) return { payload: inner, isDouble: true };
  throw invalidField('encoded', 'it is no JSON object', 'send {"image", "instruction"} as a text');
}

async function act(payload: ValueMap, client: ProtocolClient, gripper: 'open-is-one' | 'as-recorded') {
  const { actions } = await client.infer(readObservation(payload, client.policy));
  const [action] = takeAction(actions);
  const own = client.policy.gripper ?? 'minus-one-is-open';
  const values = gripper === 'as-recorded' ? action : convertGripper(action, own, 'open-is-one');
  return createNdArray(Float64Array.from(values));
}

function readObservation(payload: ValueMap, { cameras }: PolicyDescription): PolicyObservation {
  const [main, wrist] = cameras;
  const image = readPicture(payload['image'], 'image');
  const wristImage = payload['wrist_image'];
  const state = payload['state'] ?? null;
  const dataset = payload['unnorm_key'] ?? null;
  return {
    images: {
      ...(main === undefined ? {} : { [main.name]: image }),
      ...(wrist === undefined || wristImage === undefined
        ? {}
        : { [wrist.name]: readPicture(wristImage, 'wrist_image') }),
    },
    state: state === null ? null : readVector(state, null, 'state'),
    instruction: readText(payload['instruction'], 'instruction'),
    ...(dataset === null ? {} : { dataset: readText(dataset, 'unnorm_key') }),
  };
}
