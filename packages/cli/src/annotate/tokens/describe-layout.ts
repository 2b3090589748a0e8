import { createHash } from 'node:crypto';
import type { Attention, VlaAdapter } from '@inspire-vla/adapter';
import { createExample, type MaskName } from '@inspire-vla/token-loss-mask';

/** What a trainer must know of a layout besides ids and masks. */
export interface LayoutDescription {
  /** Where cameras enter: before the id at this position. */
  readonly images: readonly {
    readonly camera: string;
    readonly position: number;
    readonly attention: Attention;
  }[];
  /** SHA-256 over the adapter's example as ids and masks: equal where two runs lay out alike. */
  readonly fingerprint: string;
}

/** Describes the layout by the adapter's own example. Cameras enter before all that differs from frame to frame. */
export function describeLayout(adapter: VlaAdapter, mask: MaskName): LayoutDescription {
  const plan = adapter.example();
  const { ids, loss, causal, images: places } = createExample(adapter, plan, { mask });
  const attention = new Map(
    adapter
      .layout(plan)
      .flatMap((piece) => (piece.kind === 'image' ? [[piece.camera, piece.attention ?? 'causal']] : [])),
  );
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([adapter.id, ids, [...loss], [...causal]]))
    .digest('hex');
  const images = places.map(({ camera, position }) => ({
    camera,
    position,
    attention: attention.get(camera) ?? 'causal',
  }));
  return { images, fingerprint };
}
