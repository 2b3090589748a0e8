import type { RgbImage } from '@inspire-vla/adapter';
import { describe, expect, it } from 'vitest';
import { tokenizer } from './__fixtures__/tokenizer.js';
import { createAdapter, prepareCameras } from './index.js';

const picture = (width: number, height: number) => ({
  width,
  height,
  bytes: Uint8Array.from({ length: width * height * 3 }, (_, index) => (index * 31) % 256),
});

describe('pictures of an observation', () => {
  it('are those of prepareCameras, black ones included', async () => {
    const adapter = await createAdapter({ tokenizer });
    const given = { base_0_rgb: picture(64, 48), left_wrist_0_rgb: picture(224, 224) };
    const prepared = (await adapter.prepareImages?.(given)) ?? {};
    const wanted = await prepareCameras(given);
    expect(Object.keys(prepared)).toEqual(wanted.map(({ camera }) => camera));
    for (const { camera, picture: expected } of wanted) {
      expect(prepared[camera]).toEqual(expected);
      expect(expected).toMatchObject({ width: 224, height: 224 });
    }
  });

  it('are those that the checkpoint has, and so is the layout', async () => {
    const adapter = await createAdapter({ tokenizer, cameras: ['left_wrist_0_rgb', 'base_0_rgb'] });
    const prepared = await adapter.prepareImages?.({ base_0_rgb: picture(8, 8) });
    expect(Object.keys(prepared ?? {})).toEqual(['base_0_rgb', 'left_wrist_0_rgb']);
    const pieces = adapter.layout(adapter.example()).filter(({ kind }) => kind === 'image');
    expect(pieces).toMatchObject([{ camera: 'base_0_rgb' }, { camera: 'left_wrist_0_rgb' }]);
  });

  it('have the size that the checkpoint takes', async () => {
    const adapter = await createAdapter({ tokenizer, imageSize: 64 });
    expect(adapter.images).toMatchObject({ width: 64, height: 64 });
    const given = picture(64, 64);
    const prepared = await adapter.prepareImages?.({ base_0_rgb: given });
    expect(prepared?.['base_0_rgb']).toEqual(given);
    expect(prepared?.['right_wrist_0_rgb']).toEqual({
      width: 64,
      height: 64,
      bytes: new Uint8Array(64 * 64 * 3),
    });
  });

  it.each([
    ['CAMERA_MISSING', { left_wrist_0_rgb: picture(8, 8) }],
    ['CAMERA_UNKNOWN', { base_0_rgb: picture(8, 8), top: picture(8, 8) }],
    ['PICTURE_SHAPE', { base_0_rgb: { ...picture(8, 8), width: 9 } }],
  ])('are refused with %s', async (code, pictures) => {
    const adapter = await createAdapter({ tokenizer });
    await expect(adapter.prepareImages?.(pictures)).rejects.toMatchObject({ code });
  });

  it('say in an error which camera is of another shape', async () => {
    const given: RgbImage = { ...picture(8, 8), width: 9 };
    await expect(prepareCameras({ base_0_rgb: given })).rejects.toMatchObject({
      code: 'PICTURE_SHAPE',
      at: 'base_0_rgb',
    });
  });

  it('cannot be those of a camera that openpi has not', async () => {
    await expect(createAdapter({ tokenizer, cameras: ['top'] })).rejects.toMatchObject({
      code: 'CAMERA_UNKNOWN',
    });
  });
});
