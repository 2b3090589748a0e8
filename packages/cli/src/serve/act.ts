import { readFile } from 'node:fs/promises';
import { InspireError, type RgbImage } from '@inspire-vla/adapter';
import { decodePicture, type Policy, type PolicyReply } from '@inspire-vla/policy-server';

/** One observation as files and numbers. */
export interface ActInput {
  /** Picture files, the main camera's first. */
  readonly pictures: readonly string[];
  readonly state: readonly number[] | null;
  readonly instruction: string;
}

/**
 * One step of a policy.
 *
 * @throws InspireError `PICTURE_CORRUPT`, `CAMERA_UNKNOWN` for more pictures than cameras, and what the policy throws.
 */
export async function act(policy: Policy, input: ActInput, signal: AbortSignal): Promise<PolicyReply> {
  const { cameras } = policy.description;
  const [extra] = input.pictures.slice(cameras.length);
  if (extra !== undefined) {
    throw new InspireError({
      code: 'CAMERA_UNKNOWN',
      message: `the model has ${cameras.length} camera${cameras.length === 1 ? '' : 's'}`,
      at: extra,
      fix: 'leave the picture out',
    });
  }
  const named = await Promise.all(
    input.pictures.map(async (file, index) => [cameras[index]?.name ?? '', await readPicture(file)] as const),
  );
  const { state, instruction } = input;
  return policy.connect().infer({ images: Object.fromEntries(named), state, instruction }, { signal });
}

async function readPicture(file: string): Promise<RgbImage> {
  return decodePicture(await readFile(file).catch((cause) => failUnread(file, cause)), file);
}

function failUnread(file: string, cause: unknown): never {
  throw new InspireError({
    code: 'PICTURE_CORRUPT',
    message: `the picture cannot be read (${cause instanceof Error ? cause.message : String(cause)})`,
    at: file,
    fix: 'give a PNG or JPEG file',
    cause,
  });
}
