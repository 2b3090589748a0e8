import { describe, expect, it } from 'vitest';
import { readInOrder } from './read-in-order.js';

describe('readInOrder', () => {
  /** Reads of 0 to 3, and which were begun. */
  function create() {
    const begun: number[] = [];
    const read = readInOrder(
      async (index) => {
        begun.push(index);
        if (index === 2) throw new Error('2 is damaged');
        return index * 10;
      },
      (index) => index < 4,
    );
    return { begun, read };
  }

  it('is one ahead where things are asked for in order, and reads each once', async () => {
    const { begun, read } = create();
    expect(await read(0)).toBe(0);
    expect(begun).toEqual([0, 1]);
    expect(await read(1)).toBe(10);
    expect(begun).toEqual([0, 1, 2]);
  });

  it('is not where they are not', async () => {
    const { begun, read } = create();
    expect(await read(3)).toBe(30);
    expect(await read(1)).toBe(10);
    expect(begun).toEqual([3, 1]);
  });

  it('tells of a failure when the thing is asked for, and not before', async () => {
    const { read } = create();
    await read(0);
    expect(await read(1)).toBe(10);
    await expect(read(2)).rejects.toThrow('damaged');
    expect(await read(3)).toBe(30);
  });
});
