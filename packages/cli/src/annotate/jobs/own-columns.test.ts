import type { Column } from '@inspire-vla/dataset';
import { expect, it } from 'vitest';
import { ownColumns } from './own-columns.js';

it('sends the rows of an episode without those that were read with them', () => {
  const together = Float32Array.from({ length: 1000 }, (_, index) => index);
  const whole = Float64Array.of(1, 2);
  const columns = new Map<string, Column>([
    ['state', together.subarray(10, 13)],
    ['action', whole],
    ['question', ['a', 'b']],
  ]);
  const own = ownColumns(columns);
  expect(own).toEqual(columns);
  const state = own.get('state');
  expect(ArrayBuffer.isView(state) && state.buffer.byteLength).toBe(12);
  expect(own.get('action')).toBe(whole);
});
