import type { RgbImage } from '@inspire-vla/adapter';
import { createNdArray, type NdArray } from '../arrays/nd-array.js';
import type { ValueMap } from '../codec/value.js';

/** A picture as an array [height, width, 3] of `|u1`. */
export function toPictureArray({ width, height, bytes }: RgbImage): NdArray {
  return createNdArray(bytes, [height, width, 3]);
}

/** What a LIBERO robot sees. */
export interface LiberoInput {
  /** Upright: LIBERO renders upside down, and clients turn its pictures by 180 degrees. */
  readonly image: RgbImage;
  readonly wristImage?: RgbImage;
  /** Position 3 (m), axis-angle 3 (rad), finger positions 2 (m). */
  readonly state: readonly number[];
  readonly instruction: string;
  /** Questions in place of the server's own. */
  readonly questions?: readonly string[];
}

/**
 * An observation as openpi's LIBERO policies take it.
 *
 * @example
 * ```ts
 * import { createLiberoObservation } from '@inspire-vla/policy-server/client';
 *
 * const image = { width: 224, height: 224, bytes: new Uint8Array(224 * 224 * 3) };
 * const state = [0, 0, 1, 3.1, 0, 0, 0.04, -0.04];
 * console.log(Object.keys(createLiberoObservation({ image, state, instruction: 'lift the cup' })));
 * // [ 'observation/image', 'observation/state', 'prompt' ]
 * ```
 */
export function createLiberoObservation(input: LiberoInput): ValueMap {
  const { image, wristImage, state, instruction, questions } = input;
  return {
    'observation/image': toPictureArray(image),
    ...(wristImage === undefined ? {} : { 'observation/wrist_image': toPictureArray(wristImage) }),
    'observation/state': createNdArray(Float64Array.from(state)),
    prompt: instruction,
    ...(questions === undefined ? {} : { vqa: questions }),
  };
}

/** What an ALOHA robot sees. */
export interface AlohaInput {
  /** By camera: `cam_high`, `cam_low`, `cam_left_wrist`, `cam_right_wrist`. */
  readonly images: Readonly<Record<string, RgbImage>>;
  /** 14 joint positions (rad), the grippers among them. */
  readonly state: readonly number[];
  readonly instruction: string;
}

/** An observation as openpi's ALOHA policies take it: pictures are [3, height, width]. */
export function createAlohaObservation({ images, state, instruction }: AlohaInput): ValueMap {
  const pictures = Object.entries(images).map(([name, image]) => [name, channelsFirst(image)] as const);
  return {
    state: createNdArray(Float64Array.from(state)),
    images: Object.fromEntries(pictures),
    prompt: instruction,
  };
}

function channelsFirst({ width, height, bytes }: RgbImage): NdArray {
  const pixels = width * height;
  const planes = Uint8Array.from({ length: pixels * 3 }, (_, index) => {
    const [channel, pixel] = [Math.floor(index / pixels), index % pixels];
    return bytes[pixel * 3 + channel] ?? 0;
  });
  return createNdArray(planes, [3, height, width]);
}

/** What a DROID robot sees. */
export interface DroidInput {
  readonly exterior: RgbImage;
  readonly wrist: RgbImage;
  /** 7 numbers (rad). */
  readonly jointPosition: readonly number[];
  /** 0 open … 1 closed. */
  readonly gripperPosition: number;
  readonly instruction: string;
}

/** An observation as openpi's DROID policies take it. */
export function createDroidObservation(input: DroidInput): ValueMap {
  return {
    'observation/exterior_image_1_left': toPictureArray(input.exterior),
    'observation/wrist_image_left': toPictureArray(input.wrist),
    'observation/joint_position': createNdArray(Float64Array.from(input.jointPosition)),
    'observation/gripper_position': createNdArray(Float64Array.of(input.gripperPosition)),
    prompt: input.instruction,
  };
}
