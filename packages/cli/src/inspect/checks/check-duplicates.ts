import { createHash } from 'node:crypto';
import type { Column } from '@inspire-vla/dataset';
import type { DatasetProblem } from './problem.js';

/** Remembers episodes by a digest of their numbers. */
export interface DuplicateCheck {
  add(id: string, instruction: string, columns: ReadonlyMap<string, Column>): readonly DatasetProblem[];
}

/** Looks for episodes that have all numbers and the instruction of an earlier one. Texts may be names of files. */
export function createDuplicateCheck(): DuplicateCheck {
  const seen = new Map<string, string>();
  return {
    add(id, instruction, columns) {
      const digest = createHash('sha256').update(instruction);
      let bytes = 0;
      for (const [name, column] of columns) {
        if (!ArrayBuffer.isView(column)) continue;
        digest.update(name).update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength));
        bytes += column.byteLength;
      }
      if (bytes === 0) return [];
      const key = digest.digest('base64');
      const earlier = seen.get(key);
      seen.set(key, earlier ?? id);
      if (earlier === undefined) return [];
      return [{ code: 'duplicate-episode', at: id, message: `it has all numbers of ${earlier}` }];
    },
  };
}
