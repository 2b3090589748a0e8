import { roles } from '@inspire-vla/adapter';
import { checkExample } from './check-lengths.js';
import type { Example } from './example.js';
import { ignoredLabel } from './masks.js';

/** Where a camera enters a row of a batch. */
export interface BatchImage {
  readonly camera: string;
  readonly row: number;
  /** Before the id at this column. */
  readonly position: number;
  /** Index of the example that the picture belongs to. */
  readonly example: number;
}

/** Sequences of equal length, row-major [rows × length]. */
export interface Batch {
  readonly rows: number;
  readonly length: number;
  readonly ids: Int32Array;
  /** Ids where learnt, {@link ignoredLabel} elsewhere. Not shifted. */
  readonly labels: Int32Array;
  readonly loss: Uint8Array;
  /** Weight of each token's loss, 0 where it is not learnt. */
  readonly weights: Float32Array;
  readonly causal: Uint8Array;
  /** 1 on real tokens, 0 on padding. */
  readonly valid: Uint8Array;
  /** What each token is: its index in `roles` of `@inspire-vla/adapter`; filled up with that of `padding`. */
  readonly roles: Uint8Array;
  /** Position of each token within its example, from 0; 0 on padding. Image embeddings are not counted. */
  readonly positions: Int32Array;
  /** Which example of its row a token belongs to, from 1; 0 on padding. */
  readonly segments: Int32Array;
  readonly images: readonly BatchImage[];
}

/** An example and where it stands in a batch. */
export interface Placement {
  readonly example: Example;
  /** Index among the examples given. */
  readonly index: number;
  readonly row: number;
  readonly column: number;
  /** From 1, within the row. */
  readonly segment: number;
}

/** Writes placed examples into rows; the caller has checked that they fit. */
export function createBatch(
  placements: readonly Placement[],
  rows: number,
  length: number,
  paddingId: number,
): Batch {
  const size = rows * length;
  const batch = {
    rows,
    length,
    ids: new Int32Array(size).fill(paddingId),
    labels: new Int32Array(size).fill(ignoredLabel),
    loss: new Uint8Array(size),
    weights: new Float32Array(size),
    causal: new Uint8Array(size),
    valid: new Uint8Array(size),
    roles: new Uint8Array(size).fill(roles.indexOf('padding')),
    positions: new Int32Array(size),
    segments: new Int32Array(size),
  };
  for (const { example, index, row, column, segment } of placements) {
    checkExample(example, `example ${index}`);
    const { ids, spans, loss, causal, weights = loss } = example;
    const start = row * length + column;
    batch.ids.set(ids, start);
    batch.loss.set(loss, start);
    batch.weights.set(weights, start);
    batch.causal.set(causal, start);
    batch.valid.fill(1, start, start + ids.length);
    for (const span of spans)
      batch.roles.fill(roles.indexOf(span.role), start + span.start, start + span.end);
    batch.segments.fill(segment, start, start + ids.length);
    ids.forEach((id, position) => {
      batch.positions[start + position] = position;
      if (loss[position] === 1) batch.labels[start + position] = id;
    });
  }
  return { ...batch, images: placements.flatMap(imagesOf) };
}

function imagesOf({ example, index, row, column }: Placement): readonly BatchImage[] {
  return (example.images ?? []).map(({ camera, position }) => ({
    camera,
    row,
    position: column + position,
    example: index,
  }));
}
